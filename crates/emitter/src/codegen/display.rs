//! Lists, tuples, sets and dicts as they are written.

use vivarium_ast::{ExprId, ExprKind, List};
use vivarium_bytecode::{ConstId, Opcode as O};

use super::{Gen, STACK_USE_GUIDELINE};
use crate::error::Result;

/// How a collection is built.
#[derive(Clone, Copy)]
pub(super) struct Build {
    build: O,
    add: O,
    extend: O,
    tuple: bool,
}

pub(super) const LIST: Build =
    Build { build: O::BUILD_LIST, add: O::LIST_APPEND, extend: O::LIST_EXTEND, tuple: false };
pub(super) const TUPLE: Build = Build { tuple: true, ..LIST };
pub(super) const SET: Build =
    Build { build: O::BUILD_SET, add: O::SET_ADD, extend: O::SET_UPDATE, tuple: false };

impl Gen<'_, '_> {
    fn constants(&mut self, elts: &[ExprId]) -> Option<Vec<ConstId>> {
        let ast = self.ast;
        let constant = |elt: &ExprId| match ast[*elt].kind {
            ExprKind::Constant { value, .. } => Some(value),
            _ => None,
        };
        elts.iter()
            .all(|elt| constant(elt).is_some())
            .then(|| elts.iter().filter_map(constant).map(|value| self.consts.object(ast, value)).collect())
    }

    /// `starunpack_helper`
    pub(super) fn star_unpack(&mut self, elts: List<ExprId>, pushed: usize, how: Build) -> Result {
        let ast = self.ast;
        let elts = ast.list(elts);
        let n = elts.len();
        if n > 2
            && let Some(items) = self.constants(elts)
        {
            if how.tuple && pushed == 0 {
                let folded = self.consts.pool.tuple(&items);
                self.load_const(folded);
                return Ok(());
            }
            let folded = if how.add == O::SET_ADD {
                self.consts.set_of(items)
            } else {
                self.consts.pool.tuple(&items)
            };
            self.op_i(how.build, pushed);
            self.load_const(folded);
            self.op_i(how.extend, 1);
            if how.tuple {
                self.op(O::LIST_TO_TUPLE);
            }
            return Ok(());
        }
        let big = n + pushed > STACK_USE_GUIDELINE;
        let starred = |elt: ExprId| match ast[elt].kind {
            ExprKind::Starred { value, .. } => Some(value),
            _ => None,
        };
        if !big && elts.iter().all(|elt| starred(*elt).is_none()) {
            elts.iter().try_for_each(|elt| self.expr(*elt))?;
            self.op_i(if how.tuple { O::BUILD_TUPLE } else { how.build }, n + pushed);
            return Ok(());
        }
        let mut built = big;
        if big {
            self.op_i(how.build, pushed);
        }
        for (at, &elt) in elts.iter().enumerate() {
            if let Some(value) = starred(elt) {
                if !built {
                    self.op_i(how.build, at + pushed);
                    built = true;
                }
                self.expr(value)?;
                self.op_i(how.extend, 1);
            } else {
                self.expr(elt)?;
                if built {
                    self.op_i(how.add, 1);
                }
            }
        }
        if how.tuple {
            self.op(O::LIST_TO_TUPLE);
        }
        Ok(())
    }

    /// The pairs from `begin` to `end` as one dict (`compiler_subdict`).
    fn subdict(&mut self, keys: &[Option<ExprId>], values: &[ExprId]) -> Result {
        let n = keys.len();
        let big = n * 2 > STACK_USE_GUIDELINE;
        if n > 1 && !big {
            let plain: Vec<ExprId> = keys.iter().flatten().copied().collect();
            if plain.len() == n
                && let Some(items) = self.constants(&plain)
            {
                values.iter().try_for_each(|value| self.expr(*value))?;
                let keys = self.consts.pool.tuple(&items);
                self.load_const(keys);
                self.op_i(O::BUILD_CONST_KEY_MAP, n);
                return Ok(());
            }
        }
        if big {
            self.op_i(O::BUILD_MAP, 0);
        }
        for (key, &value) in keys.iter().zip(values) {
            if let Some(key) = *key {
                self.expr(key)?;
            }
            self.expr(value)?;
            if big {
                self.op_i(O::MAP_ADD, 1);
            }
        }
        if !big {
            self.op_i(O::BUILD_MAP, n);
        }
        Ok(())
    }

    pub(super) fn dict(&mut self, keys: List<Option<ExprId>>, values: List<ExprId>) -> Result {
        let ast = self.ast;
        let (keys, values) = (ast.list(keys), ast.list(values));
        let (mut have_dict, mut elements) = (false, 0);
        for (at, key) in keys.iter().enumerate() {
            if key.is_none() {
                if elements > 0 {
                    self.subdict(&keys[at - elements..at], &values[at - elements..at])?;
                    if have_dict {
                        self.op_i(O::DICT_UPDATE, 1);
                    }
                    have_dict = true;
                    elements = 0;
                }
                if !have_dict {
                    self.op_i(O::BUILD_MAP, 0);
                    have_dict = true;
                }
                self.expr(values[at])?;
                self.op_i(O::DICT_UPDATE, 1);
            } else if elements * 2 > STACK_USE_GUIDELINE {
                self.subdict(&keys[at - elements..=at], &values[at - elements..=at])?;
                if have_dict {
                    self.op_i(O::DICT_UPDATE, 1);
                }
                have_dict = true;
                elements = 0;
            } else {
                elements += 1;
            }
        }
        if elements > 0 {
            let at = keys.len();
            self.subdict(&keys[at - elements..], &values[at - elements..])?;
            if have_dict {
                self.op_i(O::DICT_UPDATE, 1);
            }
            have_dict = true;
        }
        if !have_dict {
            self.op_i(O::BUILD_MAP, 0);
        }
        Ok(())
    }
}
