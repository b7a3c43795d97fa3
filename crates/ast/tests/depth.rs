//! A tree of any depth can be walked, dumped, unparsed and dropped.

use vivarium_ast::{
    Ast, Const, DumpOptions, Event, ExprId, ExprKind, Loc, Mod, NodeRef, Operator, UnaryOp, Visitor, dump,
    unparse,
};

const DEPTH: usize = 200_000;

fn deep(wrap: impl Fn(&mut Ast, ExprId) -> ExprKind) -> Ast {
    let mut ast = Ast::new("");
    let one = ast.push_const(Const::Int(1));
    let mut body = ast.constant_expr(one, Loc::new(0, 0));
    for _ in 0..DEPTH {
        let kind = wrap(&mut ast, body);
        body = ast.push(kind.at(Loc::new(0, 0)));
    }
    ast.root = Mod::Expression { body };
    ast
}

#[derive(Default)]
struct Count(usize, usize);

impl Visitor for Count {
    fn enter_expr(&mut self, _: &Ast, _: ExprId) -> bool {
        self.0 += 1;
        true
    }
    fn leave_expr(&mut self, _: &Ast, _: ExprId) {
        self.1 += 1;
    }
}

#[test]
fn any_depth() {
    let nested = deep(|_, operand| ExprKind::UnaryOp { op: UnaryOp::Not, operand });
    let sum = deep(|ast, left| {
        let one = ast.push_const(Const::Int(1));
        let right = ast.constant_expr(one, Loc::new(0, 0));
        ExprKind::BinOp { left, op: Operator::Add, right }
    });
    for (ast, nodes) in [(nested, DEPTH + 1), (sum, 2 * DEPTH + 1)] {
        let mut count = Count::default();
        ast.visit(NodeRef::Mod, &mut count);
        assert_eq!((count.0, count.1), (nodes, nodes));
        let plain = DumpOptions { indent: None, include_attributes: false };
        assert!(dump(&ast, NodeRef::Mod, plain).len() > DEPTH);
        assert!(unparse(&ast, NodeRef::Mod).unwrap().len() > DEPTH);
    }
}

#[test]
fn children_can_be_left_out() {
    let ast = deep(|_, operand| ExprKind::UnaryOp { op: UnaryOp::USub, operand });
    let mut walk = ast.walk(NodeRef::Mod);
    let mut entered = 0;
    while let Some(event) = walk.next() {
        if let Event::Enter(NodeRef::Expr(_)) = event {
            entered += 1;
            walk.skip_children();
        }
    }
    assert_eq!(entered, 1);
}

#[test]
fn lists_and_symbols() {
    let mut ast = Ast::new("");
    let name = ast.intern("name");
    assert_eq!(ast.intern("name"), name);
    assert_eq!(ast.symbol("other"), None);
    for index in 0..1000 {
        ast.intern(&format!("name{index}"));
    }
    assert_eq!(ast.symbol("name"), Some(name));
    let list = ast.push_list(&[name, name]);
    assert_eq!(ast.list(list), [name, name]);
    assert!(ast.push_list::<ExprId>(&[]).is_empty());
}
