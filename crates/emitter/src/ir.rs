//! Instructions in basic blocks: what code generation makes, the flow-graph passes rewrite and assembly writes out.

use vivarium_ast::Location;
use vivarium_bytecode::Opcode;

/// An operation: an opcode, or one of those that only the compiler knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// An opcode of the bytecode.
    Code(Opcode),
    /// Protects what follows by the target, up to the matching `PopBlock`.
    SetupFinally,
    /// The same; the handler also gets the instruction's offset.
    SetupCleanup,
    /// The same for the body of `with`.
    SetupWith,
    /// Ends the protection that the last `Setup…` began.
    PopBlock,
    /// Jumps, forward or backward.
    Jump,
    /// Jumps without looking at signals.
    JumpNoInterrupt,
    /// Pops, jumps if false.
    PopJumpIfFalse,
    /// Pops, jumps if true.
    PopJumpIfTrue,
    /// Pops, jumps if `None`.
    PopJumpIfNone,
    /// Pops, jumps if not `None`.
    PopJumpIfNotNone,
}

use Opcode as O;

const JUMP: u8 = 1;
const PUSH: u8 = 2;
const LEAVE: u8 = 4;
const PEEPHOLE: u8 = 8;

/// What passes ask about each opcode.
static TRAITS: [u8; 256] = {
    let mut traits = [0; 256];
    let sets: [(u8, &[O]); 3] = [
        (
            JUMP,
            &[
                O::FOR_ITER,
                O::SEND,
                O::JUMP_IF_FALSE_OR_POP,
                O::JUMP_IF_TRUE_OR_POP,
                O::JUMP_FORWARD,
                O::JUMP_BACKWARD,
                O::JUMP_BACKWARD_NO_INTERRUPT,
                O::POP_JUMP_FORWARD_IF_FALSE,
                O::POP_JUMP_FORWARD_IF_TRUE,
                O::POP_JUMP_FORWARD_IF_NONE,
                O::POP_JUMP_FORWARD_IF_NOT_NONE,
                O::POP_JUMP_BACKWARD_IF_FALSE,
                O::POP_JUMP_BACKWARD_IF_TRUE,
                O::POP_JUMP_BACKWARD_IF_NONE,
                O::POP_JUMP_BACKWARD_IF_NOT_NONE,
            ],
        ),
        (LEAVE, &[O::RETURN_VALUE, O::RAISE_VARARGS, O::RERAISE]),
        (PEEPHOLE, &[O::LOAD_CONST, O::BUILD_TUPLE, O::SWAP, O::PUSH_NULL]),
    ];
    let mut set = 0;
    while set < sets.len() {
        let mut at = 0;
        while at < sets[set].1.len() {
            traits[sets[set].1[at] as usize] |= sets[set].0;
            at += 1;
        }
        set += 1;
    }
    traits
};

impl Op {
    #[inline]
    fn traits(self) -> u8 {
        match self {
            Op::Code(opcode) => TRAITS[opcode as usize],
            Op::SetupFinally | Op::SetupCleanup | Op::SetupWith => PUSH,
            Op::PopBlock => 0,
            _ => JUMP,
        }
    }

    /// Whether it may go to its target. Only the last instruction of a block does.
    #[inline]
    pub fn is_jump(self) -> bool {
        self.traits() & JUMP != 0
    }

    /// Whether it begins the protection of its target.
    #[inline]
    pub fn is_block_push(self) -> bool {
        matches!(self, Op::SetupFinally | Op::SetupCleanup | Op::SetupWith)
    }

    /// Whether a basic block ends with it.
    #[inline]
    pub fn ends_block(self) -> bool {
        match self {
            Op::Code(opcode) => TRAITS[opcode as usize] & (JUMP | LEAVE) != 0,
            Op::SetupFinally | Op::SetupCleanup | Op::SetupWith | Op::PopBlock => false,
            _ => true,
        }
    }

    /// Whether the peephole pass looks at it at all.
    #[inline]
    pub fn may_be_improved(self) -> bool {
        self.traits() & (JUMP | PUSH | PEEPHOLE) != 0
    }

    /// The change of stack depth.
    #[inline]
    pub fn stack_effect(self, arg: u32, jump: bool) -> i32 {
        match self {
            Op::Code(opcode) => opcode.stack_effect(arg, Some(jump)).unwrap_or(0),
            Op::SetupFinally | Op::SetupWith => i32::from(jump),
            Op::SetupCleanup => 2 * i32::from(jump),
            Op::PopBlock | Op::Jump | Op::JumpNoInterrupt => 0,
            Op::PopJumpIfFalse | Op::PopJumpIfTrue | Op::PopJumpIfNone | Op::PopJumpIfNotNone => -1,
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
    pub fn nop(&mut self) {
        self.op = Op::Code(O::NOP);
    }

    /// Whether it is a NOP.
    pub fn is_nop(&self) -> bool {
        self.op == Op::Code(O::NOP)
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
    /// Code units of all but the jump at its end, once assembled.
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
    /// It may have NOPs.
    pub nops: bool,
}

impl BasicBlock {
    fn new() -> BasicBlock {
        BasicBlock {
            instrs: Vec::new(),
            next: BlockIx::NONE,
            predecessors: 0,
            startdepth: i32::MIN,
            offset: 0,
            units: 0,
            nofallthrough: false,
            preserve_lasti: false,
            visited: false,
            exit: false,
            returns: false,
            pushes: false,
            nops: false,
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

    /// How much room the blocks take, in blocks.
    pub fn room(&self) -> usize {
        self.blocks.len()
    }

    /// Forgets all blocks.
    pub fn clear(&mut self) {
        self.used = 0;
    }

    /// Adds an instruction at a block's end.
    #[inline]
    pub fn push(&mut self, block: BlockIx, instr: Instr) {
        self.blocks[block.0 as usize].instrs.push(instr);
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
