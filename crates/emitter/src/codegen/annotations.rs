//! Annotations of arguments and variables.

use vivarium_ast::{ArgId, ArgumentsId, ExprContext, ExprId, ExprKind, List};
use vivarium_bytecode::flags::CO_FUTURE_ANNOTATIONS;
use vivarium_bytecode::{ConstId, Opcode as O};

use super::Gen;
use super::unit::ScopeKind;
use crate::error::{EmitError, Result};
use crate::names::Name;

impl Gen<'_, '_> {
    fn future_annotations(&self) -> bool {
        self.flags & CO_FUTURE_ANNOTATIONS != 0
    }

    /// The annotation as a string constant.
    fn annotation_text(&mut self, annotation: ExprId) -> ConstId {
        if let Some(text) = self.unparsed.get(&annotation) {
            return *text;
        }
        let text = vivarium_ast::annotation(self.ast, annotation);
        let text = self.consts.pool.str(&text);
        self.unparsed.insert(annotation, text);
        text
    }

    fn arg_annotation(&mut self, name: Name, annotation: ExprId) -> Result {
        let mangled = self.names.mangle(self.u.private, name);
        let key = self.name_const(mangled);
        self.load_const(key);
        if self.future_annotations() {
            let text = self.annotation_text(annotation);
            self.load_const(text);
        } else if let ExprKind::Starred { value, .. } = self.ast[annotation].kind {
            // `*args: *Ts` means `[value] = [*Ts]`.
            self.expr(value)?;
            self.op_i(O::UNPACK_SEQUENCE, 1);
        } else {
            self.expr(annotation)?;
        }
        Ok(())
    }

    fn arg_annotations(&mut self, args: &[ArgId]) -> Result<usize> {
        let ast = self.ast;
        let mut count = 0;
        for &id in args {
            if let Some(annotation) = ast[id].annotation {
                self.arg_annotation(ast[id].arg.into(), annotation)?;
                count += 2;
            }
        }
        Ok(count)
    }

    /// A tuple of names and values on the stack, if there are any.
    pub(super) fn annotations(&mut self, args: ArgumentsId, returns: Option<ExprId>) -> Result<bool> {
        let ast = self.ast;
        let args = ast[args];
        let list = |list: List<ArgId>| ast.list(list);
        let mut count = self.arg_annotations(list(args.args))?;
        count += self.arg_annotations(list(args.posonlyargs))?;
        count += self.arg_annotations(args.vararg.as_slice())?;
        count += self.arg_annotations(list(args.kwonlyargs))?;
        count += self.arg_annotations(args.kwarg.as_slice())?;
        if let Some(returns) = returns {
            self.arg_annotation(self.names.known.return_, returns)?;
            count += 2;
        }
        if count > 0 {
            self.op_i(O::BUILD_TUPLE, count);
        }
        Ok(count > 0)
    }

    fn evaluate(&mut self, expr: ExprId) -> Result {
        self.expr(expr)?;
        self.op(O::POP_TOP);
        Ok(())
    }

    /// Everything in a subscript is looked up, though nothing is done with it.
    fn evaluate_subscript(&mut self, expr: ExprId) -> Result {
        let ast = self.ast;
        match ast[expr].kind {
            ExprKind::Slice { lower, upper, step } => {
                [lower, upper, step].into_iter().flatten().try_for_each(|part| self.evaluate(part))
            }
            ExprKind::Tuple { elts, .. } => {
                ast.list(elts).iter().try_for_each(|elt| self.evaluate_subscript(*elt))
            }
            _ => self.evaluate(expr),
        }
    }

    fn in_namespace(&self) -> bool {
        matches!(self.u.kind, ScopeKind::Module | ScopeKind::Class)
    }

    pub(super) fn ann_assign(
        &mut self,
        target: ExprId,
        annotation: ExprId,
        value: Option<ExprId>,
        simple: bool,
    ) -> Result {
        if let Some(value) = value {
            self.expr(value)?;
            self.expr(target)?;
        }
        match self.ast[target].kind {
            ExprKind::Name { id, .. } => {
                self.forbidden_name(id.into(), ExprContext::Store)?;
                if simple && self.in_namespace() {
                    if self.future_annotations() {
                        let text = self.annotation_text(annotation);
                        self.load_const(text);
                    } else {
                        self.expr(annotation)?;
                    }
                    self.op_name(O::LOAD_NAME, self.names.known.annotations);
                    let mangled = self.names.mangle(self.u.private, id.into());
                    let key = self.name_const(mangled);
                    self.load_const(key);
                    self.op(O::STORE_SUBSCR);
                }
            }
            ExprKind::Attribute { value: object, attr, .. } => {
                self.forbidden_name(attr.into(), ExprContext::Store)?;
                if value.is_none() {
                    self.evaluate(object)?;
                }
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                if value.is_none() {
                    self.evaluate(object)?;
                    self.evaluate_subscript(slice)?;
                }
            }
            _ => return Err(EmitError::system("invalid node type for annotated assignment")),
        }
        if !simple && !self.future_annotations() && self.in_namespace() {
            self.evaluate(annotation)?;
        }
        Ok(())
    }
}
