//! Native library modules.
