//! Code objects to behaviour: evaluation loop, exceptions, import, built-ins.
