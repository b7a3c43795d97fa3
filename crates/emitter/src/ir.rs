//! Instructions in basic blocks: what code generation makes, the flow-graph passes rewrite and assembly writes out.

use vivarium_ast::Location;
use vivarium_bytecode::opcode::{Effect, FALL_THROUGH};
use vivarium_bytecode::{Opcode, Opcode as O};

/// An operation: an opcode, or one of those that only the compiler knows, under a number that no opcode has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Op(u8);

macro_rules! opcodes {
    ($($name:ident)*) => {
        /// Opcodes that passes ask for.
        impl Op {
            $(#[doc = concat!("[`Opcode::", stringify!($name), "`]")] pub const $name: Op = Op::of(O::$name);)*
        }
    };
}

opcodes! {
    BUILD_TUPLE COPY_FREE_VARS DELETE_DEREF FOR_ITER IS_OP JUMP_BACKWARD JUMP_BACKWARD_NO_INTERRUPT JUMP_FORWARD
    JUMP_IF_FALSE_OR_POP JUMP_IF_TRUE_OR_POP KW_NAMES LOAD_CLASSDEREF LOAD_CLOSURE LOAD_CONST LOAD_DEREF LOAD_GLOBAL
    MAKE_CELL NOP POP_TOP PUSH_NULL RAISE_VARARGS RERAISE RETURN_GENERATOR RETURN_VALUE SEND STORE_DEREF STORE_FAST
    SWAP UNPACK_SEQUENCE
}

impl Op {
    /// Protects what follows by the target, up to the matching `POP_BLOCK`.
    pub const SETUP_FINALLY: Op = Op(240);
    /// The same; the handler also gets the instruction's offset.
    pub const SETUP_CLEANUP: Op = Op(241);
    /// The same for the body of `with`.
    pub const SETUP_WITH: Op = Op(242);
    /// Ends the protection that the last `SETUP_…` began.
    pub const POP_BLOCK: Op = Op(243);
    /// Jumps, forward or backward.
    pub const JUMP: Op = Op(244);
    /// Jumps without looking at signals.
    pub const JUMP_NO_INTERRUPT: Op = Op(245);
    /// Pops, jumps if false.
    pub const POP_JUMP_IF_FALSE: Op = Op(246);
    /// Pops, jumps if true.
    pub const POP_JUMP_IF_TRUE: Op = Op(247);
    /// Pops, jumps if `None`.
    pub const POP_JUMP_IF_NONE: Op = Op(248);
    /// Pops, jumps if not `None`.
    pub const POP_JUMP_IF_NOT_NONE: Op = Op(249);
}

const JUMP: u8 = 1;
const PUSH: u8 = 2;
const LEAVE: u8 = 4;
const PEEPHOLE: u8 = 8;
const CONSTANT: u8 = 16;

const fn mark(traits: &mut [u8; 256], bit: u8, ops: &[Op]) {
    let mut at = 0;
    while at < ops.len() {
        traits[ops[at].0 as usize] |= bit;
        at += 1;
    }
}

/// What passes ask about each operation.
static TRAITS: [u8; 256] = {
    let mut traits = [0; 256];
    let jumps = [
        Op::FOR_ITER,
        Op::SEND,
        Op::JUMP_IF_FALSE_OR_POP,
        Op::JUMP_IF_TRUE_OR_POP,
        Op::JUMP_FORWARD,
        Op::JUMP_BACKWARD,
        Op::JUMP_BACKWARD_NO_INTERRUPT,
        Op::of(O::POP_JUMP_FORWARD_IF_FALSE),
        Op::of(O::POP_JUMP_FORWARD_IF_TRUE),
        Op::of(O::POP_JUMP_FORWARD_IF_NONE),
        Op::of(O::POP_JUMP_FORWARD_IF_NOT_NONE),
        Op::of(O::POP_JUMP_BACKWARD_IF_FALSE),
        Op::of(O::POP_JUMP_BACKWARD_IF_TRUE),
        Op::of(O::POP_JUMP_BACKWARD_IF_NONE),
        Op::of(O::POP_JUMP_BACKWARD_IF_NOT_NONE),
        Op::JUMP,
        Op::JUMP_NO_INTERRUPT,
        Op::POP_JUMP_IF_FALSE,
        Op::POP_JUMP_IF_TRUE,
        Op::POP_JUMP_IF_NONE,
        Op::POP_JUMP_IF_NOT_NONE,
    ];
    mark(&mut traits, JUMP, &jumps);
    mark(&mut traits, PUSH, &[Op::SETUP_FINALLY, Op::SETUP_CLEANUP, Op::SETUP_WITH]);
    mark(&mut traits, LEAVE, &[Op::RETURN_VALUE, Op::RAISE_VARARGS, Op::RERAISE]);
    mark(&mut traits, CONSTANT, &[Op::LOAD_CONST]);
    mark(&mut traits, PEEPHOLE, &[Op::IS_OP, Op::BUILD_TUPLE, Op::SWAP, Op::PUSH_NULL]);
    traits
};

/// How each operation changes the stack depth when it falls through.
static EFFECTS: [Effect; 256] = {
    let mut effects = FALL_THROUGH;
    effects[Op::SETUP_FINALLY.0 as usize] = Effect::fixed(0);
    effects[Op::SETUP_CLEANUP.0 as usize] = Effect::fixed(0);
    effects[Op::SETUP_WITH.0 as usize] = Effect::fixed(0);
    effects[Op::POP_BLOCK.0 as usize] = Effect::fixed(0);
    effects[Op::JUMP.0 as usize] = Effect::fixed(0);
    effects[Op::JUMP_NO_INTERRUPT.0 as usize] = Effect::fixed(0);
    effects[Op::POP_JUMP_IF_FALSE.0 as usize] = Effect::fixed(-1);
    effects[Op::POP_JUMP_IF_TRUE.0 as usize] = Effect::fixed(-1);
    effects[Op::POP_JUMP_IF_NONE.0 as usize] = Effect::fixed(-1);
    effects[Op::POP_JUMP_IF_NOT_NONE.0 as usize] = Effect::fixed(-1);
    effects
};

impl Op {
    /// The operation that an opcode is.
    #[inline(always)]
    pub const fn of(opcode: Opcode) -> Op {
        Op(opcode as u8)
    }

    /// The opcode, unless only the compiler knows it.
    pub fn opcode(self) -> Option<Opcode> {
        Opcode::from_byte(self.0)
    }

    /// Its number.
    #[inline(always)]
    pub fn byte(self) -> u8 {
        self.0
    }

    #[inline(always)]
    fn traits(self) -> u8 {
        TRAITS[self.0 as usize]
    }

    /// Whether it may go to its target. Only the last instruction of a block does.
    #[inline(always)]
    pub fn is_jump(self) -> bool {
        self.traits() & JUMP != 0
    }

    /// Whether it begins the protection of its target.
    #[inline(always)]
    pub fn is_block_push(self) -> bool {
        self.traits() & PUSH != 0
    }

    /// Whether a basic block ends with it.
    #[inline(always)]
    pub fn ends_block(self) -> bool {
        self.traits() & (JUMP | LEAVE) != 0
    }

    /// Whether the peephole pass looks at it at all.
    #[inline(always)]
    pub fn may_be_improved(self) -> bool {
        self.traits() & (JUMP | PUSH | PEEPHOLE | CONSTANT) != 0
    }

    /// The change of stack depth when it goes on to the next instruction.
    #[inline(always)]
    pub fn effect(self, arg: u32) -> i32 {
        EFFECTS[self.0 as usize].of(arg).unwrap_or_else(|| self.effect_by_argument(arg, false))
    }

    /// The change of stack depth when it goes to its target.
    pub fn effect_of_jump(self, arg: u32) -> i32 {
        match self {
            Op::SETUP_FINALLY | Op::SETUP_WITH => 1,
            Op::SETUP_CLEANUP => 2,
            _ => self.effect_by_argument(arg, true),
        }
    }

    #[inline(never)]
    fn effect_by_argument(self, arg: u32, jump: bool) -> i32 {
        match self.opcode() {
            Some(opcode) => opcode.stack_effect(arg, Some(jump)).unwrap_or(0),
            None => EFFECTS[self.0 as usize].of(arg).unwrap_or(0),
        }
    }
}

/// The number of a basic block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockIx(pub(crate) u32);

impl BlockIx {
    /// No block.
    pub const NONE: BlockIx = BlockIx(u32::MAX);

    /// The block, if it is one.
    #[inline]
    pub fn get(self) -> Option<BlockIx> {
        (self != BlockIx::NONE).then_some(self)
    }
}

/// No place: an artificial instruction.
pub const NO_LOCATION: Location = Location { lineno: -1, col_offset: -1, end_lineno: -1, end_col_offset: -1 };

/// No line, as jumps without a token have it.
pub const NO_LINE: Location = Location { lineno: -1, col_offset: 0, end_lineno: 0, end_col_offset: 0 };

/// An instruction.
#[derive(Clone, Copy, Debug)]
pub struct Instr {
    /// What it does.
    pub op: Op,
    /// Its argument.
    pub arg: u32,
    /// Where it jumps to.
    pub target: BlockIx,
    /// What handles its exceptions.
    pub except: BlockIx,
    /// Where it comes from.
    pub loc: Location,
}

impl Instr {
    /// An instruction that does not jump.
    pub fn new(op: Op, arg: u32, loc: Location) -> Instr {
        Instr { op, arg, target: BlockIx::NONE, except: BlockIx::NONE, loc }
    }

    /// Turns it into a NOP that keeps its place.
    #[inline]
    pub fn nop(&mut self) {
        (self.op, self.arg) = (Op::NOP, 0);
    }

    /// Whether it is a NOP.
    #[inline]
    pub fn is_nop(&self) -> bool {
        self.op == Op::NOP
    }
}

/// A basic block.
#[derive(Clone, Debug)]
pub struct BasicBlock {
    /// Its instructions.
    pub instrs: Vec<Instr>,
    /// The block behind it.
    pub next: BlockIx,
    /// How many ways lead here, once counted.
    pub predecessors: u32,
    /// Stack depth on entry, once computed.
    pub startdepth: i32,
    /// Offset in code units, once assembled.
    pub offset: u32,
    /// Code units of all but the jump at its end, once assembled; before, those of all but the last instruction.
    pub units: u32,
    /// It never goes on to the block behind it.
    pub nofallthrough: bool,
    /// As a handler it gets the offset of the instruction that raised.
    pub preserve_lasti: bool,
    /// A mark for passes.
    pub visited: bool,
    /// It leaves the code object.
    pub exit: bool,
    /// It has a RETURN_VALUE.
    pub returns: bool,
    /// It has (or had) `Setup…` operations.
    pub pushes: bool,
    /// It may have `POP_BLOCK`s.
    pub pops: bool,
    /// It may have NOPs.
    pub nops: bool,
    /// It may have instructions without a line.
    pub nowhere: bool,
    /// What may be true of its instructions.
    traits: u8,
}

impl BasicBlock {
    /// Nobody has counted the code units.
    pub const UNMEASURED: u32 = u32::MAX;

    fn new() -> BasicBlock {
        BasicBlock {
            instrs: Vec::new(),
            next: BlockIx::NONE,
            predecessors: 0,
            startdepth: i32::MIN,
            offset: 0,
            units: BasicBlock::UNMEASURED,
            nofallthrough: false,
            preserve_lasti: false,
            visited: false,
            exit: false,
            returns: false,
            pushes: false,
            pops: false,
            nops: false,
            nowhere: false,
            traits: 0,
        }
    }

    /// Takes instructions over, to their place at its end.
    pub fn append(&mut self, other: &BasicBlock) {
        self.instrs.extend_from_slice(&other.instrs);
        self.pushes |= other.pushes;
        self.pops |= other.pops;
        self.nops |= other.nops;
        self.nowhere |= other.nowhere;
        self.traits |= other.traits;
    }

    /// Where the peephole pass has to begin: as a rule only a jump at the end matters, and what is before it.
    pub fn first_improvable(&self) -> usize {
        match self.traits & (PUSH | PEEPHOLE | JUMP) {
            0 => self.instrs.len(),
            JUMP => self.instrs.len().saturating_sub(2),
            _ => 0,
        }
    }

    /// The jump that it ends with.
    #[inline]
    pub fn jump(&self) -> Option<Instr> {
        self.instrs.last().copied().filter(|last| last.op.is_jump())
    }
}

/// A flow graph: blocks by number of allocation; the first is the entry.
#[derive(Clone, Debug, Default)]
pub struct Cfg {
    /// Those behind `used` keep their room for the next graph.
    blocks: Vec<BasicBlock>,
    used: usize,
    /// Room for [`Cfg::order`].
    order: Vec<BlockIx>,
    /// Room for the blocks that a pass still has to look at.
    pub(crate) todo: Vec<BlockIx>,
}

impl Cfg {
    /// The entry block.
    pub const ENTRY: BlockIx = BlockIx(0);

    /// Allocates a block.
    pub fn new_block(&mut self) -> BlockIx {
        match self.blocks.get_mut(self.used) {
            Some(old) => {
                let mut instrs = std::mem::take(&mut old.instrs);
                instrs.clear();
                *old = BasicBlock { instrs, ..BasicBlock::new() };
            }
            None => self.blocks.push(BasicBlock::new()),
        }
        self.used += 1;
        BlockIx(self.used as u32 - 1)
    }

    /// Whether it is a line from entry to exit: most are.
    #[inline]
    pub fn is_one_block(&self) -> bool {
        self.used == 1
    }

    /// How much room the blocks take, in blocks.
    pub fn room(&self) -> usize {
        self.blocks.len()
    }

    /// Forgets all blocks.
    pub fn clear(&mut self) {
        self.used = 0;
    }

    /// Adds an instruction at a block's end.
    pub fn push(&mut self, block: BlockIx, instr: Instr) {
        let block = &mut self.blocks[block.0 as usize];
        block.nowhere |= instr.loc.lineno < 0;
        block.traits |= instr.op.traits();
        block.instrs.push(instr);
    }

    /// The same where there is room already; whether there was.
    #[inline(always)]
    pub fn push_within(&mut self, block: BlockIx, instr: Instr) -> bool {
        let block = &mut self.blocks[block.0 as usize];
        if block.instrs.len() == block.instrs.capacity() {
            return false;
        }
        block.nowhere |= instr.loc.lineno < 0;
        block.traits |= instr.op.traits();
        block.instrs.push(instr);
        true
    }

    /// The blocks in program order, as a list; to be given back.
    pub fn order(&mut self) -> Vec<BlockIx> {
        let mut order = std::mem::take(&mut self.order);
        order.clear();
        order.extend(self.chain());
        order
    }

    /// Gives back what [`Cfg::order`] lent.
    pub fn done(&mut self, order: Vec<BlockIx>) {
        self.order = order;
    }

    /// The blocks in program order.
    pub fn chain(&self) -> Chain<'_> {
        Chain { cfg: self, next: if self.used == 0 { BlockIx::NONE } else { Cfg::ENTRY } }
    }

    /// The blocks in CPython's list order: the youngest first.
    pub fn youngest_first(&self) -> impl Iterator<Item = BlockIx> + use<> {
        (0..self.used as u32).rev().map(BlockIx)
    }

    /// The first block from `block` on that is not empty.
    pub fn skip_empty(&self, mut block: BlockIx) -> BlockIx {
        while self[block].instrs.is_empty()
            && let Some(next) = self[block].next.get()
        {
            block = next;
        }
        block
    }
}

/// Iterator of [`Cfg::chain`].
pub struct Chain<'a> {
    cfg: &'a Cfg,
    next: BlockIx,
}

impl Iterator for Chain<'_> {
    type Item = BlockIx;

    fn next(&mut self) -> Option<BlockIx> {
        let block = self.next.get()?;
        self.next = self.cfg[block].next;
        Some(block)
    }
}

impl std::ops::Index<BlockIx> for Cfg {
    type Output = BasicBlock;
    #[inline]
    fn index(&self, block: BlockIx) -> &BasicBlock {
        &self.blocks[block.0 as usize]
    }
}

impl std::ops::IndexMut<BlockIx> for Cfg {
    #[inline]
    fn index_mut(&mut self, block: BlockIx) -> &mut BasicBlock {
        &mut self.blocks[block.0 as usize]
    }
}
