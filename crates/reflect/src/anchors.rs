//! The anchors of a traceback's carets: the operator of a binary operation, the brackets of a subscript
//! (`extract_anchors_from_line`).

use vivarium_ast::{ExprKind, StmtKind};
use vivarium_compiler::{Options, parse};
use vivarium_vm::frontend::Anchors;

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\x0c')
}

/// The anchors of a piece of a line, if it is such an expression.
pub fn find(segment: &str) -> Option<Anchors> {
    let ast = parse(segment, &Options::default()).ok()?;
    let vivarium_ast::Mod::Module { body, .. } = ast.root else { return None };
    let [statement] = ast.list(body) else { return None };
    let StmtKind::Expr { value } = ast[*statement].kind else { return None };
    let place = |id: vivarium_ast::ExprId| ast.location(ast[id].loc);
    let bytes = segment.as_bytes();
    match ast[value].kind {
        ExprKind::BinOp { left, right, .. } => {
            let (from, to) =
                (place(left).end_col_offset.max(0) as usize, place(right).col_offset.max(0) as usize);
            let operator = (from..to.min(bytes.len())).find(|at| !is_blank(bytes[*at]))?;
            let double = operator + 1 < to && bytes.get(operator + 1).is_some_and(|byte| !is_blank(*byte));
            Some(Anchors {
                left_end: operator,
                right_start: operator + 1 + usize::from(double),
                primary: '~',
                secondary: '^',
            })
        }
        ExprKind::Subscript { value, slice, .. } => Some(Anchors {
            left_end: place(value).end_col_offset.max(0) as usize,
            right_start: place(slice).end_col_offset.max(0) as usize + 1,
            primary: '~',
            secondary: '^',
        }),
        _ => None,
    }
}
