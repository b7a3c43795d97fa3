//! What holds for every source that parses: tokens are ordered and inside it, children lie inside their parents, and each
//! node has one parent.

use std::collections::HashSet;
use vivarium_parser::Parsed;
use vivarium_parser::ast::{Event, Loc, NodeRef};

pub fn check(source: &str, parsed: &Parsed) -> Result<(), String> {
    for tokens in [&parsed.tokens.tokens, &parsed.tokens.trivia] {
        let mut before = 0;
        for token in tokens {
            let text = source.get(token.start as usize..token.end as usize);
            if token.start < before || text.is_none() {
                return Err(format!("{token:?} out of order or outside"));
            }
            before = token.end;
        }
    }
    let ast = &parsed.ast;
    let mut seen = HashSet::new();
    // The parts of an f-string reach over all of it: nothing is said of them but that they are used once.
    let mut parents: Vec<(u32, u32)> = Vec::new();
    let mut format_strings = 0usize;
    for event in ast.walk(NodeRef::Mod) {
        let (node, entering) = match event {
            Event::Enter(node) => (node, true),
            Event::Leave(node) => (node, false),
        };
        let is_format = node.class_name(ast) == "JoinedStr";
        if entering && !seen.insert(node) {
            return Err(format!("{node:?} is used twice"));
        }
        let Some((start, end)) = node.loc(ast).and_then(Loc::offsets) else { continue };
        if !entering {
            parents.pop();
            format_strings -= usize::from(is_format);
            continue;
        }
        if start > end || end as usize > source.len() {
            return Err(format!("{node:?} is outside"));
        }
        // A decorator stands before its definition.
        if let Some(&(from, to)) = parents.last()
            && format_strings == 0
            && (end > to || from > start && !matches!(node, NodeRef::Expr(_)))
        {
            return Err(format!("{node:?} is outside its parent"));
        }
        parents.push((start, end));
        format_strings += usize::from(is_format);
    }
    Ok(())
}
