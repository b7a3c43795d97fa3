//! `itertools`: iterators that make iterators (`Modules/itertoolsmodule.c`).

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::PyResult;
use vivarium_runtime::typeobject::PyTypeObject;

use crate::support::native::add_types;
use crate::support::new_module;

pub mod chaining;
pub mod combinatoric;
pub mod counting;
pub mod grouping;
pub mod selecting;
pub mod tee;

const REDUCE: &std::ffi::CStr = c"Return state information for pickling.";
const SET_STATE: &std::ffi::CStr = c"Set state information for unpickling.";
const SIZE_OF: &std::ffi::CStr = c"Returns size in memory, in bytes.";

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::fast(
        c"tee",
        tee::tee,
        c"tee($module, iterable, n=2, /)\n--\n\nA tuple of n iterators that each give all items of the iterable.",
    ),
    PyMethodDef::END,
];

/// The types, in the order in which the module has them.
pub static TYPES: &[&PyTypeObject] = &[
    &chaining::ACCUMULATE_TYPE,
    &combinatoric::COMBINATIONS_TYPE,
    &combinatoric::WITH_REPLACEMENT_TYPE,
    &chaining::CYCLE_TYPE,
    &selecting::DROPWHILE_TYPE,
    &selecting::TAKEWHILE_TYPE,
    &selecting::ISLICE_TYPE,
    &selecting::STARMAP_TYPE,
    &chaining::CHAIN_TYPE,
    &selecting::COMPRESS_TYPE,
    &selecting::FILTERFALSE_TYPE,
    &counting::COUNT_TYPE,
    &chaining::ZIP_LONGEST_TYPE,
    &grouping::PAIRWISE_TYPE,
    &combinatoric::PERMUTATIONS_TYPE,
    &combinatoric::PRODUCT_TYPE,
    &counting::REPEAT_TYPE,
    &grouping::GROUPBY_TYPE,
    &grouping::GROUPER_TYPE,
    &tee::TEE_TYPE,
    &tee::TEE_DATA_TYPE,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module(
        "itertools",
        "Iterators as building blocks: endless ones, ones that stop with the shortest input, and combinatoric ones.",
        FUNCTIONS,
    )?;
    add_types(&module, TYPES)?;
    Ok(module)
}
