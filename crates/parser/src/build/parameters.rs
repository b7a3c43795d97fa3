//! Parameters of functions and lambdas.

use vivarium_ast::*;

use super::{Builder, Built, refused};

#[derive(Clone, Copy, Debug)]
pub(super) enum ParamItem {
    Slash,
    BareStar,
    Plain(ArgId, Option<ExprId>),
    Star(ArgId),
    DoubleStar(ArgId),
}

impl Builder<'_> {
    fn push_param(&mut self, item: ParamItem) -> u32 {
        self.params.push(item);
        self.params.len() as u32 - 1
    }

    pub(crate) fn slash(&mut self) -> u32 {
        self.push_param(ParamItem::Slash)
    }

    pub(crate) fn bare_star(&mut self) -> u32 {
        self.push_param(ParamItem::BareStar)
    }

    /// It stands from its name to the end of its annotation, that one's parentheses included.
    fn arg(&mut self, arg: Symbol, annotation: Option<ExprId>, l: u32, r: u32) -> ArgId {
        let loc = self.loc(l, r);
        self.ast.push(Arg { arg, annotation, type_comment: None, loc })
    }

    pub(crate) fn param(
        &mut self,
        name: Symbol,
        annotation: Option<ExprId>,
        default: Option<ExprId>,
        l: u32,
        r: u32,
    ) -> u32 {
        let arg = self.arg(name, annotation, l, r);
        self.push_param(ParamItem::Plain(arg, default))
    }

    pub(crate) fn star_param(&mut self, name: Symbol, annotation: Option<ExprId>, l: u32, r: u32) -> u32 {
        let arg = self.arg(name, annotation, l, r);
        self.push_param(ParamItem::Star(arg))
    }

    pub(crate) fn double_star_param(
        &mut self,
        name: Symbol,
        annotation: Option<ExprId>,
        l: u32,
        r: u32,
    ) -> u32 {
        let arg = self.arg(name, annotation, l, r);
        self.push_param(ParamItem::DoubleStar(arg))
    }

    /// Gives the last parameter its type comment.
    pub(crate) fn param_comment(&mut self, comment: Option<ConstId>) -> Built<()> {
        if comment.is_none() {
            return Ok(());
        }
        match self.params.last() {
            Some(ParamItem::Plain(arg, _) | ParamItem::Star(arg) | ParamItem::DoubleStar(arg)) => {
                let arg = *arg;
                self.ast[arg].type_comment = comment;
                Ok(())
            }
            _ => refused(),
        }
    }

    pub(crate) fn no_arguments(&mut self) -> ArgumentsId {
        self.ast.push(Arguments {
            posonlyargs: List::EMPTY,
            args: List::EMPTY,
            vararg: None,
            kwonlyargs: List::EMPTY,
            kw_defaults: List::EMPTY,
            kwarg: None,
            defaults: List::EMPTY,
        })
    }

    pub(crate) fn arguments(&mut self, start: u32) -> Built<ArgumentsId> {
        let mut posonly = List::EMPTY;
        let mut args = None;
        let (mut slash, mut star, mut bare) = (false, false, false);
        let (mut vararg, mut kwarg) = (None, None);
        let first_default = self.exprs.len();
        let first_keyword_default = self.keys.len();
        self.args.clear();
        for index in start as usize..self.params.len() {
            if kwarg.is_some() {
                return refused();
            }
            match self.params[index] {
                ParamItem::Slash => {
                    if slash || star || self.args.is_empty() {
                        return refused();
                    }
                    slash = true;
                    posonly = self.ast.push_list(&self.args);
                    self.args.clear();
                }
                ParamItem::Plain(arg, default) => {
                    if star {
                        self.keys.push(default);
                        bare = false;
                    } else if let Some(default) = default {
                        self.exprs.push(default);
                    } else if self.exprs.len() > first_default {
                        return refused();
                    }
                    self.args.push(arg);
                }
                ParamItem::BareStar | ParamItem::Star(_) if star => return refused(),
                item @ (ParamItem::BareStar | ParamItem::Star(_)) => {
                    star = true;
                    args = Some(self.ast.push_list(&self.args));
                    self.args.clear();
                    match item {
                        ParamItem::Star(arg) => vararg = Some(arg),
                        _ => bare = true,
                    }
                }
                ParamItem::DoubleStar(_) if bare => return refused(),
                ParamItem::DoubleStar(arg) => kwarg = Some(arg),
            }
        }
        if bare {
            return refused();
        }
        let last = self.ast.push_list(&self.args);
        let (args, kwonlyargs) = match args {
            Some(args) => (args, last),
            None => (last, List::EMPTY),
        };
        self.params.truncate(start as usize);
        let kw_defaults = self.close_keys(first_keyword_default as u32);
        let defaults = self.close_exprs(first_default as u32);
        Ok(self.ast.push(Arguments {
            posonlyargs: posonly,
            args,
            vararg,
            kwonlyargs,
            kw_defaults,
            kwarg,
            defaults,
        }))
    }
}
