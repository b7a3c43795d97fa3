//! `import` and `from … import`.

use vivarium_ast::{AliasId, ExprContext, List, Location, Symbol};
use vivarium_bytecode::{ConstId, Opcode as O};

use super::Gen;
use crate::error::Result;
use crate::names::Name;

impl Gen<'_, '_> {
    pub(super) fn import(&mut self, names: List<AliasId>) -> Result {
        let ast = self.ast;
        for &id in ast.list(names) {
            let alias = ast[id];
            self.load_int(0);
            self.load_none();
            self.op_name(O::IMPORT_NAME, alias.name);
            let text = ast.name(alias.name);
            match (alias.asname, text.split_once('.')) {
                (Some(asname), Some((_, rest))) => self.import_as(rest, asname)?,
                (Some(asname), None) => self.name_op(asname, ExprContext::Store)?,
                (None, Some((first, _))) => {
                    let first = self.names.intern(first);
                    self.name_op(first, ExprContext::Store)?;
                }
                (None, None) => self.name_op(alias.name, ExprContext::Store)?,
            }
        }
        Ok(())
    }

    /// `import a.b.c as d`: the attributes behind the first dot, one by one.
    fn import_as(&mut self, rest: &str, asname: Symbol) -> Result {
        for (at, part) in rest.split('.').enumerate() {
            if at > 0 {
                self.op_i(O::SWAP, 2);
                self.op(O::POP_TOP);
            }
            let part = self.names.intern(part);
            let index = self.u.names.index(part);
            self.op_i(O::IMPORT_FROM, index);
        }
        self.name_op(asname, ExprContext::Store)?;
        self.op(O::POP_TOP);
        Ok(())
    }

    pub(super) fn import_from(
        &mut self,
        loc: Location,
        module: Option<Symbol>,
        names: List<AliasId>,
        level: u32,
    ) -> Result {
        let ast = self.ast;
        self.load_int(level as usize);
        let aliases = ast.list(names);
        let wanted: Vec<ConstId> =
            aliases.iter().map(|id| self.consts.name(self.names, ast[*id].name.into())).collect();
        if loc.lineno > self.future_line && module.map(Name::from) == Some(self.names.known.future) {
            return self.error("from __future__ imports must occur at the beginning of the file");
        }
        let wanted = self.consts.pool.tuple(&wanted);
        self.load_const(wanted);
        match module {
            Some(module) => self.op_name(O::IMPORT_NAME, module),
            None => self.op_name(O::IMPORT_NAME, self.names.known.empty),
        }
        for (at, &id) in aliases.iter().enumerate() {
            let alias = ast[id];
            if at == 0 && Name::from(alias.name) == self.names.known.star {
                self.op(O::IMPORT_STAR);
                return Ok(());
            }
            self.op_name(O::IMPORT_FROM, alias.name);
            self.name_op(alias.asname.unwrap_or(alias.name), ExprContext::Store)?;
        }
        self.op(O::POP_TOP);
        Ok(())
    }
}
