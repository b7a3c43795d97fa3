//! Warnings about expressions that cannot mean what they say.

use vivarium_ast::{CmpOp, CmpOpList, Const, ExprId, ExprKind, List};

use super::Gen;

impl Gen<'_, '_> {
    fn constant_of(&self, expr: ExprId) -> Option<Const<'_>> {
        match self.ast[expr].kind {
            ExprKind::Constant { value, .. } => Some(self.ast.constant(value)),
            _ => None,
        }
    }

    /// A constant that is no singleton: comparing it by identity is a mistake.
    fn is_literal(&self, expr: ExprId) -> bool {
        self.constant_of(expr)
            .is_some_and(|value| !matches!(value, Const::None | Const::True | Const::False | Const::Ellipsis))
    }

    pub(super) fn check_compare(&mut self, left: ExprId, ops: CmpOpList, comparators: List<ExprId>) {
        let ast = self.ast;
        let mut left = self.is_literal(left);
        for (&op, &comparator) in ast.cmp_ops(ops).iter().zip(ast.list(comparators)) {
            let right = self.is_literal(comparator);
            if matches!(op, CmpOp::Is | CmpOp::IsNot) && (left || right) {
                let message = if op == CmpOp::Is {
                    "\"is\" with a literal. Did you mean \"==\"?"
                } else {
                    "\"is not\" with a literal. Did you mean \"!=\"?"
                };
                self.warn(message.into());
                return;
            }
            left = right;
        }
    }

    /// The type an expression must have, if its kind says so.
    fn type_of(&self, expr: ExprId) -> Option<&'static str> {
        Some(match self.ast[expr].kind {
            ExprKind::Tuple { .. } => "tuple",
            ExprKind::List { .. } | ExprKind::ListComp { .. } => "list",
            ExprKind::Dict { .. } | ExprKind::DictComp { .. } => "dict",
            ExprKind::Set { .. } | ExprKind::SetComp { .. } => "set",
            ExprKind::GeneratorExp { .. } => "generator",
            ExprKind::Lambda { .. } => "function",
            ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => "str",
            ExprKind::Constant { value, .. } => match self.ast.constant(value) {
                Const::None => "NoneType",
                Const::True | Const::False => "bool",
                Const::Ellipsis => "ellipsis",
                Const::Int(_) | Const::BigInt(_) => "int",
                Const::Float(_) => "float",
                Const::Complex(..) => "complex",
                Const::Str(_) => "str",
                Const::Bytes(_) => "bytes",
                Const::Tuple(_) => "tuple",
                Const::FrozenSet(_) => "frozenset",
            },
            _ => return None,
        })
    }

    pub(super) fn check_caller(&mut self, func: ExprId) {
        if matches!(self.ast[func].kind, ExprKind::Lambda { .. }) {
            return;
        }
        if let Some(name) = self.type_of(func) {
            self.warn(format!("'{name}' object is not callable; perhaps you missed a comma?"));
        }
    }

    pub(super) fn check_subscripter(&mut self, value: ExprId) {
        let wrong = match self.ast[value].kind {
            ExprKind::Constant { .. } => matches!(
                self.constant_of(value),
                Some(
                    Const::None
                        | Const::Ellipsis
                        | Const::True
                        | Const::False
                        | Const::Int(_)
                        | Const::BigInt(_)
                        | Const::Float(_)
                        | Const::Complex(..)
                        | Const::FrozenSet(_)
                )
            ),
            ExprKind::Set { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::GeneratorExp { .. }
            | ExprKind::Lambda { .. } => true,
            _ => false,
        };
        if wrong && let Some(name) = self.type_of(value) {
            self.warn(format!("'{name}' object is not subscriptable; perhaps you missed a comma?"));
        }
    }

    pub(super) fn check_index(&mut self, value: ExprId, index: ExprId) {
        let Some(index_type) = self.type_of(index) else { return };
        if matches!(index_type, "int" | "bool") {
            return;
        }
        let sequence = match self.ast[value].kind {
            ExprKind::Constant { .. } => {
                matches!(self.constant_of(value), Some(Const::Str(_) | Const::Bytes(_) | Const::Tuple(_)))
            }
            ExprKind::Tuple { .. }
            | ExprKind::List { .. }
            | ExprKind::ListComp { .. }
            | ExprKind::JoinedStr { .. }
            | ExprKind::FormattedValue { .. } => true,
            _ => false,
        };
        if sequence && let Some(name) = self.type_of(value) {
            self.warn(format!(
                "{name} indices must be integers or slices, not {index_type}; perhaps you missed a comma?"
            ));
        }
    }
}
