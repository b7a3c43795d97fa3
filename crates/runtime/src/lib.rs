//! The object model: objects, types, memory, collector, frames.
