//! Operator runs: precedence by a stack of pending operators, as Dijkstra's shunting yard does it, so that neither long
//! runs nor deep ones need recursion.

use vivarium_ast::*;

use super::{Builder, Built, refused};
use crate::term::{Op, Term, Tok};

/// An operand with its extent, parentheses included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operand {
    expr: ExprId,
    l: u32,
    r: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    Walrus(ExprId),
    Lambda(ArgumentsId),
    /// `body if test`, before its `else`.
    If,
    Else,
    Or,
    And,
    Not,
    Cmp(CmpOp),
    Bin(Operator),
    Unary(UnaryOp),
    Await,
}

/// An operator that waits for its right operand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pending {
    what: What,
    power: u8,
    /// Where a prefix operator starts.
    start: u32,
}

const WALRUS: u8 = 0;
const LAMBDA: u8 = 1;
const TERNARY: u8 = 2;
const OR: u8 = 3;
const AND: u8 = 4;
const NOT: u8 = 5;
const COMPARISON: u8 = 6;
const UNARY: u8 = 12;
const POWER: u8 = 13;
const AWAIT: u8 = 14;

const fn power(operator: Operator) -> u8 {
    match operator {
        Operator::BitOr => 7,
        Operator::BitXor => 8,
        Operator::BitAnd => 9,
        Operator::LShift | Operator::RShift => 10,
        Operator::Add | Operator::Sub => 11,
        Operator::Mult | Operator::MatMult | Operator::Div | Operator::Mod | Operator::FloorDiv => UNARY,
        Operator::Pow => POWER,
    }
}

impl Builder<'_> {
    /// A run's value is where its operators start.
    pub(crate) fn begin_run(&mut self) -> u32 {
        self.pending.len() as u32
    }

    fn top(&self, run: u32) -> Option<Pending> {
        self.pending.get(run as usize..)?.last().copied()
    }

    pub(crate) fn infix(&mut self, run: u32, expr: ExprId, l: u32, r: u32, op: Tok) -> Built<()> {
        self.operands.push(Operand { expr, l, r });
        let (what, power) = match (op.term, op.op()) {
            (Term::If, _) => (What::If, TERNARY),
            (Term::Else, _) => (What::Else, TERNARY),
            (_, Op::Or) => (What::Or, OR),
            (_, Op::And) => (What::And, AND),
            (_, Op::Cmp(op)) => (What::Cmp(op), COMPARISON),
            (_, Op::Bin(operator)) => (What::Bin(operator), power(operator)),
            _ => return refused(),
        };
        // What binds stronger is complete; what binds as strong too, if it groups to the left.
        let least =
            if matches!(what, What::Bin(operator) if operator != Operator::Pow) { power } else { power + 1 };
        while let Some(top) = self.top(run)
            && top.power >= least
        {
            self.reduce(run)?;
        }
        match (what, self.top(run)) {
            (What::If, Some(Pending { what: What::If, .. })) => return refused(),
            (What::Else, Some(Pending { what: What::If, .. })) => {
                self.pending.pop();
            }
            (What::Else, _) => return refused(),
            _ => {}
        }
        self.pending.push(Pending { what, power, start: l });
        Ok(())
    }

    pub(crate) fn prefix(&mut self, run: u32, op: Tok, l: u32) -> Built<()> {
        let (what, power) = match op.op() {
            Op::Not => (What::Not, NOT),
            Op::Await => (What::Await, AWAIT),
            Op::Plus => (What::Unary(UnaryOp::UAdd), UNARY),
            Op::Minus => (What::Unary(UnaryOp::USub), UNARY),
            Op::Invert => (What::Unary(UnaryOp::Invert), UNARY),
            _ => return refused(),
        };
        if let Some(top) = self.top(run) {
            let fits = match top.what {
                What::Await => false,
                What::Bin(Operator::Pow) => power >= UNARY,
                _ => power >= top.power,
            };
            if !fits {
                return refused();
            }
        }
        self.pending.push(Pending { what, power, start: l });
        Ok(())
    }

    pub(crate) fn lambda(&mut self, run: u32, args: ArgumentsId, l: u32) -> Built<()> {
        match self.top(run).map(|top| top.what) {
            None | Some(What::Else | What::Lambda(_) | What::Walrus(_)) => {}
            Some(_) => return refused(),
        }
        self.pending.push(Pending { what: What::Lambda(args), power: LAMBDA, start: l });
        Ok(())
    }

    pub(crate) fn walrus(&mut self, run: u32, id: Symbol, l: u32, r: u32) -> Built<()> {
        if self.top(run).is_some() {
            return refused();
        }
        let target = self.expr(ExprKind::Name { id, ctx: ExprContext::Store }, l, r);
        self.pending.push(Pending { what: What::Walrus(target), power: WALRUS, start: l });
        Ok(())
    }

    pub(crate) fn finish_run(&mut self, run: u32, expr: ExprId, l: u32, r: u32) -> Built<ExprId> {
        self.operands.push(Operand { expr, l, r });
        while self.pending.len() > run as usize {
            self.reduce(run)?;
        }
        Ok(self.operand()?.expr)
    }

    fn operand(&mut self) -> Built<Operand> {
        self.operands.pop().map_or_else(refused, Ok)
    }

    /// Closes the operator on top, with all of its chain.
    fn reduce(&mut self, run: u32) -> Built<()> {
        let Some(Pending { what, start, .. }) = self.pending.pop() else { return refused() };
        let right = self.operand()?;
        let (kind, l) = match what {
            What::Bin(op) => {
                let left = self.operand()?;
                (ExprKind::BinOp { left: left.expr, op, right: right.expr }, left.l)
            }
            What::Unary(op) => (ExprKind::UnaryOp { op, operand: right.expr }, start),
            What::Not => (ExprKind::UnaryOp { op: UnaryOp::Not, operand: right.expr }, start),
            What::Await => (ExprKind::Await { value: right.expr }, start),
            What::Lambda(args) => (ExprKind::Lambda { args, body: right.expr }, start),
            What::Walrus(target) => (ExprKind::NamedExpr { target, value: right.expr }, start),
            What::Else => {
                let test = self.operand()?;
                let body = self.operand()?;
                (ExprKind::IfExp { test: test.expr, body: body.expr, orelse: right.expr }, body.l)
            }
            What::If => return refused(),
            What::Cmp(op) => self.comparison(run, op, right)?,
            What::And => self.boolean(run, BoolOp::And, What::And, right)?,
            What::Or => self.boolean(run, BoolOp::Or, What::Or, right)?,
        };
        let expr = self.expr(kind, l, right.r);
        self.operands.push(Operand { expr, l, r: right.r });
        Ok(())
    }

    fn comparison(&mut self, run: u32, last: CmpOp, right: Operand) -> Built<(ExprKind, u32)> {
        if !matches!(self.top(run), Some(Pending { what: What::Cmp(_), .. })) {
            let left = self.operand()?;
            let comparators = self.ast.push_list(&[right.expr]);
            return Ok((
                ExprKind::Compare { left: left.expr, ops: CmpOpList::one(last), comparators },
                left.l,
            ));
        }
        let mut ops = vec![last];
        let mut comparators = vec![right.expr];
        while let Some(Pending { what: What::Cmp(op), .. }) = self.top(run) {
            self.pending.pop();
            ops.push(op);
            comparators.push(self.operand()?.expr);
        }
        let left = self.operand()?;
        ops.reverse();
        comparators.reverse();
        let ops = self.ast.push_cmp_ops(&ops);
        let comparators = self.ast.push_list(&comparators);
        Ok((ExprKind::Compare { left: left.expr, ops, comparators }, left.l))
    }

    fn boolean(&mut self, run: u32, op: BoolOp, what: What, right: Operand) -> Built<(ExprKind, u32)> {
        let mut count = 1;
        while self.top(run).is_some_and(|top| top.what == what) {
            self.pending.pop();
            count += 1;
        }
        let Some(start) = self.operands.len().checked_sub(count) else { return refused() };
        let l = self.operands[start].l;
        let first = self.exprs.len();
        let left = self.operands.drain(start..).map(|operand| operand.expr);
        self.exprs.extend(left);
        self.exprs.push(right.expr);
        let values = self.close_exprs(first as u32);
        Ok((ExprKind::BoolOp { op, values }, l))
    }
}
