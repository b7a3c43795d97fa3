//! Trees deeper than CPython compiles end in its error, whatever stack the thread has.

use vivarium_ast::{Ast, Const, ExprKind, Loc, Mod, UnaryOp};
use vivarium_optimizer::{OptimizeOptions, TooDeep, optimize};
use vivarium_records::FoldLog;

fn nested(depth: usize) -> Ast {
    let mut ast = Ast::new("");
    let loc = Loc::new(0, 0);
    let name = ast.intern("x");
    let mut expr = ast.push(ExprKind::Name { id: name, ctx: vivarium_ast::ExprContext::Load }.at(loc));
    for _ in 0..depth {
        expr = ast.push(ExprKind::UnaryOp { op: UnaryOp::USub, operand: expr }.at(loc));
    }
    let _ = ast.push_const(Const::Int(1));
    ast.root = Mod::Expression { body: expr };
    ast
}

#[test]
fn too_deep() {
    let run = |depth| optimize(&mut nested(depth), &OptimizeOptions::default(), &mut FoldLog::off());
    assert_eq!(run(2999), Ok(()));
    assert_eq!(run(3000), Err(TooDeep));
    assert_eq!(run(100_000), Err(TooDeep));
}
