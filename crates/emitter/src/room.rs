//! Memory that one compilation leaves to the next one of its thread.

use std::cell::RefCell;

use vivarium_bytecode::{ConstId, LocationEncoder};

use crate::codegen::unit::Unit;
use crate::flow::Assembled;

/// What was made room for.
#[derive(Debug, Default)]
pub(crate) struct Room {
    /// Finished units, cleared.
    #[allow(clippy::vec_box)]
    pub units: Vec<Box<Unit>>,
    /// The tables of the code object assembled last.
    pub assembled: Assembled,
    /// Items of a tuple to be made.
    pub items: Vec<ConstId>,
    /// Kinds of fast locals.
    pub kinds: Vec<u8>,
}

/// No more units than this are kept,
const UNITS: usize = 8;
/// none with more blocks than this,
const BLOCKS: usize = 1024;
/// and no longer tables.
const TABLE: usize = 1 << 16;

thread_local! {
    static ROOM: RefCell<Room> = const {
        RefCell::new(Room {
            units: Vec::new(),
            assembled: Assembled {
                code: Vec::new(),
                lines: LocationEncoder::new(0),
                exceptiontable: Vec::new(),
                stacksize: 0,
            },
            items: Vec::new(),
            kinds: Vec::new(),
        })
    };
}

impl Room {
    /// What the thread has.
    pub fn take() -> Room {
        ROOM.try_with(RefCell::take).unwrap_or_default()
    }

    /// Leaves what is not too large.
    pub fn leave(mut self) {
        self.units.retain(|unit| unit.cfg.room() <= BLOCKS);
        self.units.truncate(UNITS);
        self.assembled.code.clear();
        self.assembled.code.shrink_to(TABLE / 2);
        self.assembled.exceptiontable.clear();
        self.assembled.exceptiontable.shrink_to(TABLE);
        self.assembled.lines.shrink_to(TABLE);
        self.items.clear();
        self.items.shrink_to(TABLE / 4);
        self.kinds.clear();
        self.kinds.shrink_to(TABLE);
        // The thread may be ending: then there is nobody to leave it to.
        let _ = ROOM.try_with(|room| room.replace(self));
    }
}
