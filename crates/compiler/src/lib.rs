//! Source to code objects: the front-end stages behind one function.

#![forbid(unsafe_code)]
