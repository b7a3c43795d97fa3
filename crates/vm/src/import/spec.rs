//! Module specs and loaders, as much as programs look at.

use std::cell::Cell;

use vivarium_runtime::args::Spec;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::dict::{self, PyDictObject};
use vivarium_runtime::object::{PyObject, PyResult, Ref};
use vivarium_runtime::typeobject::{PyTypeObject, getset, methods};
use vivarium_runtime::{bool_, display, gc, memory, objects, singletons, str};

use crate::namespaced::{Namespaced, namespaced_type};

macro_rules! namespace_type {
    ($type_object:ident, $name:literal, $repr:expr) => {
        namespace_type!($type_object, $name, $repr, &[PyMethodDef::END]);
    };
    ($type_object:ident, $name:literal, $repr:expr, $methods:expr) => {
        namespace_type!($type_object, $name, $repr, $methods, None);
    };
    ($type_object:ident, $name:literal, $repr:expr, $methods:expr, $new:expr) => {
        pub static $type_object: PyTypeObject = PyTypeObject {
            tp_repr: Cell::new($repr),
            tp_methods: methods($methods),
            tp_new: Cell::new($new),
            tp_getset: getset(&[
                vivarium_runtime::descr::PyGetSetDef::new(
                    c"__dict__",
                    objects::dict_getter,
                    objects::dict_setter,
                    c"",
                ),
                vivarium_runtime::descr::PyGetSetDef::END,
            ]),
            ..namespaced_type($name)
        };
    };
}

namespace_type!(
    MODULE_SPEC_TYPE,
    c"_frozen_importlib.ModuleSpec",
    Some(spec_repr),
    &[PyMethodDef::END],
    Some(spec_new)
);
namespace_type!(
    BUILTIN_IMPORTER_TYPE,
    c"_frozen_importlib.BuiltinImporter",
    None,
    &[
        PyMethodDef::fast(c"find_spec", super::loaders::find_native, FIND_DOC).class(),
        PyMethodDef::one(c"create_module", super::loaders::create_native, CREATE_DOC).class(),
        PyMethodDef::one(c"exec_module", super::loaders::exec_native, EXEC_DOC).class(),
        PyMethodDef::one(c"is_package", super::loaders::never, IS_PACKAGE_DOC).class(),
        PyMethodDef::one(c"get_code", super::loaders::nothing, GET_CODE_DOC).class(),
        PyMethodDef::one(c"get_source", super::loaders::nothing, GET_SOURCE_DOC).class(),
        PyMethodDef::END,
    ]
);
namespace_type!(
    FROZEN_IMPORTER_TYPE,
    c"_frozen_importlib.FrozenImporter",
    None,
    &[
        PyMethodDef::fast(c"find_spec", super::loaders::find_frozen, FIND_DOC).class(),
        PyMethodDef::one(c"get_source", super::loaders::nothing, GET_SOURCE_DOC).class(),
        PyMethodDef::END,
    ]
);
namespace_type!(
    PATH_FINDER_TYPE,
    c"_frozen_importlib_external.PathFinder",
    None,
    &[
        PyMethodDef::fast(c"find_spec", super::loaders::find_on_path, FIND_DOC).class(),
        PyMethodDef::noargs(c"invalidate_caches", super::loaders::invalidate, c"").class(),
        PyMethodDef::END,
    ]
);
namespace_type!(
    SOURCE_LOADER_TYPE,
    c"_frozen_importlib_external.SourceFileLoader",
    None,
    super::loaders::FILE_LOADER
);
namespace_type!(
    SOURCELESS_LOADER_TYPE,
    c"_frozen_importlib_external.SourcelessFileLoader",
    None,
    super::loaders::FILE_LOADER
);
namespace_type!(NAMESPACE_LOADER_TYPE, c"_frozen_importlib_external.NamespaceLoader", None);

const FIND_DOC: &std::ffi::CStr =
    c"find_spec($type, fullname, path=None, target=None, /)\n--\n\nThe spec of a module, or None.";
const CREATE_DOC: &std::ffi::CStr = c"create_module($type, spec, /)\n--\n\nMakes a module.";
const EXEC_DOC: &std::ffi::CStr = c"exec_module($type, module, /)\n--\n\nRuns a module.";
const IS_PACKAGE_DOC: &std::ffi::CStr = c"is_package($type, fullname, /)\n--\n\nWhether it is a package.";
const GET_CODE_DOC: &std::ffi::CStr = c"get_code($type, fullname, /)\n--\n\nIts code.";
const GET_SOURCE_DOC: &std::ffi::CStr = c"get_source($type, fullname, /)\n--\n\nIts source.";

/// Types of this file, to be made ready at start-up.
pub static TYPES: &[&PyTypeObject] = &[
    &MODULE_SPEC_TYPE,
    &BUILTIN_IMPORTER_TYPE,
    &FROZEN_IMPORTER_TYPE,
    &PATH_FINDER_TYPE,
    &SOURCE_LOADER_TYPE,
    &SOURCELESS_LOADER_TYPE,
    &NAMESPACE_LOADER_TYPE,
];

/// What `sys.meta_path` starts with.
pub fn meta_path() -> [&'static PyTypeObject; 3] {
    [&BUILTIN_IMPORTER_TYPE, &FROZEN_IMPORTER_TYPE, &PATH_FINDER_TYPE]
}

fn with_namespace(ty: &PyTypeObject, namespace: Ref<PyDictObject>) -> PyResult {
    // SAFETY: every field is written.
    let object = unsafe {
        memory::new_object::<Namespaced>(ty, |object| {
            (*object).dict = Cell::new(namespace.upcast().into_raw());
        })?
        .cast_into_unchecked::<PyObject>()
    };
    gc::track(&object);
    Ok(object)
}

fn put(
    namespace: &PyDictObject,
    name: &str,
    value: &PyObject,
) -> Result<(), vivarium_runtime::object::Raised> {
    namespace.set_item(&*str::intern(name)?, value)
}

/// A loader of one of the kinds that CPython has.
pub fn loader(kind: &str, name: &PyObject, path: Option<&PyObject>) -> PyResult {
    let ty = match kind {
        "BuiltinImporter" => &BUILTIN_IMPORTER_TYPE,
        "FrozenImporter" => &FROZEN_IMPORTER_TYPE,
        "SourceFileLoader" => &SOURCE_LOADER_TYPE,
        "SourcelessFileLoader" => &SOURCELESS_LOADER_TYPE,
        _ => &NAMESPACE_LOADER_TYPE,
    };
    if matches!(kind, "BuiltinImporter" | "FrozenImporter") {
        // The class itself is the loader.
        let class: &PyObject = ty;
        return Ok(class.to_ref());
    }
    let namespace = dict::new()?;
    put(&namespace, "name", name)?;
    if let Some(path) = path {
        put(&namespace, "path", path)?;
    }
    with_namespace(ty, namespace)
}

/// A spec.
pub fn new(
    name: &PyObject,
    loader: Option<&PyObject>,
    origin: Option<&str>,
    has_location: bool,
    locations: Option<&PyObject>,
) -> PyResult {
    let origin = match origin {
        Some(origin) => str::new(origin)?.upcast(),
        None => singletons::none_ref(),
    };
    let none = singletons::none();
    make(&MODULE_SPEC_TYPE, [name, loader.unwrap_or(none), &origin, none], locations, has_location)
}

/// A spec of a name, a loader, an origin and a loader's state.
fn make(
    ty: &PyTypeObject,
    [name, loader, origin, loader_state]: [&PyObject; 4],
    locations: Option<&PyObject>,
    has_location: bool,
) -> PyResult {
    let none = singletons::none();
    let namespace = dict::new()?;
    put(&namespace, "name", name)?;
    put(&namespace, "loader", loader)?;
    put(&namespace, "origin", origin)?;
    put(&namespace, "loader_state", loader_state)?;
    put(&namespace, "submodule_search_locations", locations.unwrap_or(none))?;
    put(&namespace, "_uninitialized_submodules", &*vivarium_runtime::list::new()?)?;
    put(&namespace, "_set_fileattr", bool_::get(has_location))?;
    put(&namespace, "has_location", bool_::get(has_location))?;
    put(&namespace, "cached", none)?;
    let full = display::lossy(name);
    let parent = match (locations, full.rsplit_once('.')) {
        (Some(_), _) => full.as_str(),
        (None, Some((parent, _))) => parent,
        (None, None) => "",
    };
    put(&namespace, "parent", &*str::new(parent)?)?;
    with_namespace(ty, namespace)
}

/// `ModuleSpec(name, loader, *, origin=None, loader_state=None, is_package=None)`.
extern "C" fn spec_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("ModuleSpec", &["name", "loader", "origin", "loader_state", "is_package"])
        .required(2)
        .keyword_only(2, 0);
    let [name, loader, origin, loader_state, is_package] = SPEC.parse_tuple_dict(args, kwargs)?;
    let or_none = |value: Option<&'_ PyObject>| value.map_or_else(singletons::none_ref, PyObject::to_ref);
    let (name, loader) = (or_none(name), or_none(loader));
    let (origin, loader_state) = (or_none(origin), or_none(loader_state));
    let locations = match is_package.map_or(Ok(false), objects::is_true)? {
        true => Some(vivarium_runtime::list::new()?),
        false => None,
    };
    let locations: Option<&PyObject> = locations.as_deref().map(|list| &**list);
    make(ty, [&name, &loader, &origin, &loader_state], locations, false)
}

extern "C" fn spec_repr(object: &PyObject) -> PyResult {
    let get = |name: &str| objects::get_attr_str(object, name);
    let mut parts = vec![
        format!("name={}", objects::repr_text(&*get("name")?)?),
        format!("loader={}", objects::repr_text(&*get("loader")?)?),
    ];
    let origin = get("origin")?;
    if !origin.is_none() {
        parts.push(format!("origin={}", objects::repr_text(&origin)?));
    }
    let locations = get("submodule_search_locations")?;
    if !locations.is_none() {
        parts.push(format!("submodule_search_locations={}", objects::repr_text(&locations)?));
    }
    display::format(format_args!("ModuleSpec({})", parts.join(", ")))
}
