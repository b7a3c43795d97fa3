//! Native modules are registered once, under their own names; embedded ones serve only where `sys.path` has none.

use std::collections::BTreeSet;

use vivarium_modules::embedded::EMBEDDED;
use vivarium_modules::{MODULES, TYPES, sys};
use vivarium_runtime::{objects, str};
use vivarium_vm::import::find::{Found, find};
use vivarium_vm::{import, lifecycle};

const STACK: usize = 1 << 20;

#[test]
fn names_are_unique() {
    let mut names = BTreeSet::new();
    for (name, _) in MODULES {
        assert!(names.insert(*name), "{name} is registered twice");
    }
    for module in EMBEDDED {
        assert!(names.insert(module.name), "{} is registered twice", module.name);
        assert!(module.source.starts_with("\"\"\""), "{} says not what it is", module.name);
    }
}

/// One test, since the runtime has one thread.
#[test]
fn modules_are_found() {
    let start = lifecycle::Start { stack_size: STACK, sys: sys::create, modules: MODULES, types: TYPES };
    lifecycle::start(&start).expect("the interpreter starts");
    import::register_embedded(EMBEDDED);
    for (name, _) in MODULES {
        // What an installed library has.
        if name.starts_with("_frozen_importlib") {
            continue;
        }
        let module = import::import_module(name).expect(name);
        let own = objects::get_attr_str(&module, "__name__").expect("a name");
        // This one says that it is the public one, as in CPython.
        assert_eq!(str::to_lossy(&own), if *name == "_io" { "io" } else { *name });
    }

    let folder = std::env::temp_dir().join(format!("vivarium-registry-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for module in EMBEDDED {
        let name = str::intern(module.name).expect("str");
        sys::set_path(std::slice::from_ref(&folder)).expect("path");
        let found = find(&name, None).expect("no error");
        assert!(matches!(found, Some(Found::Embedded(of)) if of.name == module.name), "{}", module.name);

        let file = folder.join(format!("{}.py", module.name));
        std::fs::write(&file, "installed = True\n").expect("a file");
        let found = find(&name, None).expect("no error");
        assert!(
            matches!(&found, Some(Found::Source { file: of, .. }) if *of == file),
            "{} hides what is installed",
            module.name
        );
    }
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}
