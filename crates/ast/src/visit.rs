//! Walking a tree without recursion.

use crate::{Ast, NodeRef, Visitor};

/// A step of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Before the children of a node.
    Enter(NodeRef),
    /// After them.
    Leave(NodeRef),
}

/// See [`Ast::walk`].
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    ast: &'a Ast,
    stack: Vec<Event>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(ast: &'a Ast, node: NodeRef) -> Self {
        Self { ast, stack: vec![Event::Enter(node)] }
    }

    /// After an `Enter`: leaves the node's children out. Its `Leave` still comes.
    pub fn skip_children(&mut self) {
        let keep =
            self.stack.iter().rposition(|event| matches!(event, Event::Leave(_))).map_or(0, |last| last + 1);
        self.stack.truncate(keep);
    }
}

impl Iterator for Walk<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        let event = self.stack.pop()?;
        if let Event::Enter(node) = event {
            self.stack.push(Event::Leave(node));
            let first = self.stack.len();
            node.children(self.ast, |child| self.stack.push(Event::Enter(child)));
            self.stack[first..].reverse();
        }
        Some(event)
    }
}

pub(crate) fn visit<V: Visitor + ?Sized>(ast: &Ast, node: NodeRef, visitor: &mut V) {
    let mut walk = ast.walk(node);
    while let Some(event) = walk.next() {
        match event {
            Event::Enter(node) => {
                if !node.enter(ast, visitor) {
                    walk.skip_children();
                }
            }
            Event::Leave(node) => node.leave(ast, visitor),
        }
    }
}
