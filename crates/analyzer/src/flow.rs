//! The shape of a code object: basic blocks, control-flow graph, stack depths, dominators, loops.

use vivarium_bytecode::flags::{CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR};
use vivarium_bytecode::{Argument, Code, ExceptionEntry, Flow as Exit, Instruction, Opcode};

/// A basic block: instructions that run one after the other. A block starts at the first instruction, at a jump target,
/// at an exception handler, and after an instruction that does not always fall through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Index of its first instruction.
    pub first: usize,
    /// Index behind its last instruction.
    pub end: usize,
    /// The block it falls through to.
    pub next: Option<usize>,
    /// The block it jumps to.
    pub jump: Option<usize>,
    /// The handlers of exceptions raised in it.
    pub handlers: Vec<usize>,
    /// The block that dominates it and is nearest to it; none for the entry and for unreachable blocks.
    pub dominator: Option<usize>,
    /// The innermost loop it is in.
    pub in_loop: Option<usize>,
    /// Whether anything leads to it from the entry, exceptions included.
    pub reachable: bool,
}

impl Block {
    /// Where control goes without an exception.
    pub fn successors(&self) -> impl Iterator<Item = usize> {
        self.next.into_iter().chain(self.jump.filter(|jump| self.next != Some(*jump)))
    }

    /// Where control goes, exceptions included.
    pub fn all_successors(&self) -> impl Iterator<Item = usize> + '_ {
        self.next.into_iter().chain(self.jump).chain(self.handlers.iter().copied())
    }
}

/// A natural loop: the blocks from which its header is reached again without leaving the header's dominion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loop {
    /// The block through which every pass goes.
    pub header: usize,
    /// Its blocks, the header included, in ascending order.
    pub blocks: Vec<usize>,
    /// The loop around it.
    pub parent: Option<usize>,
    /// 1 for an outermost loop.
    pub depth: usize,
}

/// The shape of one code object.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Instructions, EXTENDED_ARGs among them.
    pub instructions: Vec<Instruction>,
    /// Exception table.
    pub regions: Vec<ExceptionEntry>,
    /// Basic blocks in the order of their offsets.
    pub blocks: Vec<Block>,
    /// Loops; outer ones stand before those inside.
    pub loops: Vec<Loop>,
    /// Stack depth before each instruction; none for unreachable ones.
    pub depths: Vec<Option<i32>>,
    /// The deepest stack met.
    pub max_depth: i32,
    block_of: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

impl Flow {
    /// Works out the shape of a code object. Jumps to nowhere in a damaged one are left out.
    pub fn of(code: &Code) -> Flow {
        let instructions: Vec<Instruction> = code.instructions().collect();
        let regions: Vec<ExceptionEntry> = code.exception_entries().collect();
        let units = code.code().len() / 2;
        let mut index_at = vec![NOWHERE; units + 1];
        for (index, instruction) in instructions.iter().enumerate() {
            index_at[instruction.offset as usize / 2] = index as u32;
        }
        let find = |offset: i64| match usize::try_from(offset).ok().and_then(|at| index_at.get(at / 2)) {
            Some(index) if *index != NOWHERE && offset % 2 == 0 => Some(*index as usize),
            _ => None,
        };

        let mut leads = vec![false; instructions.len()];
        if let Some(first) = leads.first_mut() {
            *first = true;
        }
        for (index, instruction) in instructions.iter().enumerate() {
            if let Some(target) = instruction.jump_target().and_then(find) {
                leads[target] = true;
            }
            if exit_of(instruction) != Exit::Next
                && let Some(lead) = leads.get_mut(index + 1)
            {
                *lead = true;
            }
        }
        for region in regions.iter().filter(|region| region.start < region.end) {
            if let Some(target) = find(region.target.into()) {
                leads[target] = true;
            }
        }

        let starts: Vec<usize> = (0..instructions.len()).filter(|index| leads[*index]).collect();
        let mut block_of = vec![0_u32; instructions.len()];
        let mut blocks: Vec<Block> = Vec::with_capacity(starts.len());
        for (number, first) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(instructions.len());
            block_of[*first..end].fill(number as u32);
            blocks.push(Block {
                first: *first,
                end,
                next: None,
                jump: None,
                handlers: Vec::new(),
                dominator: None,
                in_loop: None,
                reachable: false,
            });
        }
        for number in 0..blocks.len() {
            let last = &instructions[blocks[number].end - 1];
            let exit = exit_of(last);
            if matches!(exit, Exit::Next | Exit::Branch) && number + 1 < blocks.len() {
                blocks[number].next = Some(number + 1);
            }
            if matches!(exit, Exit::Jump | Exit::Branch) {
                blocks[number].jump =
                    last.jump_target().and_then(find).map(|target| block_of[target] as usize);
            }
        }
        for region in &regions {
            let Some(handler) = find(region.target.into()).map(|target| block_of[target] as usize) else {
                continue;
            };
            let from = instructions.partition_point(|one| one.offset < region.start);
            let to = instructions.partition_point(|one| one.offset < region.end);
            if from < to {
                for number in block_of[from]..=block_of[to - 1] {
                    let handlers = &mut blocks[number as usize].handlers;
                    if !handlers.contains(&handler) {
                        handlers.push(handler);
                    }
                }
            }
        }

        let mut flow = Flow {
            depths: vec![None; instructions.len()],
            instructions,
            regions,
            blocks,
            loops: Vec::new(),
            max_depth: 0,
            block_of,
        };
        flow.measure_depths(code);
        let order = flow.reverse_postorder();
        flow.find_dominators(&order);
        flow.find_loops(&order);
        flow
    }

    /// The block that an instruction is in.
    pub fn block_of(&self, instruction: usize) -> usize {
        self.block_of[instruction] as usize
    }

    /// How many loops an instruction is in.
    pub fn loop_depth(&self, instruction: usize) -> usize {
        self.innermost_loop(instruction).map_or(0, |number| self.loops[number].depth)
    }

    /// The innermost loop that an instruction is in.
    pub fn innermost_loop(&self, instruction: usize) -> Option<usize> {
        self.blocks[self.block_of(instruction)].in_loop
    }

    /// The exception region that covers an instruction.
    pub fn region_of(&self, instruction: usize) -> Option<&ExceptionEntry> {
        let offset = self.instructions[instruction].offset;
        self.regions.iter().find(|region| (region.start..region.end).contains(&offset))
    }

    /// Instructions in a loop, inner loops included.
    pub fn loop_instructions(&self, number: usize) -> usize {
        self.loops[number]
            .blocks
            .iter()
            .map(|block| self.blocks[*block].end - self.blocks[*block].first)
            .sum()
    }

    /// Index of the instruction at an offset.
    pub fn at_offset(&self, offset: u32) -> Option<usize> {
        self.instructions.binary_search_by_key(&offset, |one| one.offset).ok()
    }

    /// Cyclomatic complexity: E − N + 2 of the reachable blocks and the edges without exceptions, where every block that
    /// leaves the code object has an edge to one common exit, and handlers count as reached. That is one more than the
    /// number of reachable blocks with two successors.
    pub fn complexity(&self) -> usize {
        1 + self.blocks.iter().filter(|block| block.reachable && block.successors().count() == 2).count()
    }

    /// Edges of the graph, exceptions included.
    pub fn edges(&self) -> usize {
        self.blocks.iter().map(|block| block.successors().count() + block.handlers.len()).sum()
    }

    /// Instructions that nothing leads to.
    pub fn unreachable(&self) -> usize {
        self.blocks.iter().filter(|block| !block.reachable).map(|block| block.end - block.first).sum()
    }

    fn measure_depths(&mut self, code: &Code) {
        let Flow { instructions, regions, blocks, depths, max_depth, block_of, .. } = self;
        if blocks.is_empty() {
            return;
        }
        let mut entry: Vec<Option<i32>> = vec![None; blocks.len()];
        entry[0] = Some(0);
        let generator = code.data().flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR) != 0;
        let mut pending = vec![0];
        let mut region = 0;
        while let Some(number) = pending.pop() {
            let Some(mut depth) = entry[number] else { continue };
            blocks[number].reachable = true;
            let block = &blocks[number];
            let mut reach = |target: usize, depth: i32| {
                if entry[target].is_none() {
                    entry[target] = Some(depth);
                    pending.push(target);
                }
            };
            for index in block.first..block.end {
                let instruction = &instructions[index];
                depths[index] = Some(depth);
                *max_depth = (*max_depth).max(depth);
                // Regions are sorted and do not overlap.
                if regions
                    .get(region)
                    .is_none_or(|one| instruction.offset < one.start || instruction.offset >= one.end)
                {
                    region = regions.partition_point(|one| one.end <= instruction.offset);
                }
                if let Some(one) = regions.get(region)
                    && (one.start..one.end).contains(&instruction.offset)
                    && let Ok(target) = instructions.binary_search_by_key(&one.target, |one| one.offset)
                {
                    let handler_depth = one.depth as i32 + 1 + i32::from(one.lasti);
                    *max_depth = (*max_depth).max(handler_depth);
                    reach(block_of[target] as usize, handler_depth);
                }
                let Some(opcode) = instruction.plain() else { continue };
                let effect = |jump| match opcode {
                    // It leaves the new generator on the stack, which CPython's table does not say.
                    Opcode::RETURN_GENERATOR if generator => 1,
                    _ => opcode.stack_effect(instruction.arg, Some(jump)).unwrap_or(0),
                };
                if opcode.is_jump()
                    && let Some(target) = block.jump
                {
                    let depth = depth.saturating_add(effect(true));
                    *max_depth = (*max_depth).max(depth);
                    reach(target, depth);
                }
                depth = depth.saturating_add(effect(false));
                if index + 1 < block.end || block.next.is_some() {
                    *max_depth = (*max_depth).max(depth);
                }
            }
            if let Some(next) = block.next {
                reach(next, depth);
            }
        }
    }

    fn reverse_postorder(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.blocks.len());
        if self.blocks.is_empty() {
            return order;
        }
        let mut seen = vec![false; self.blocks.len()];
        seen[0] = true;
        let mut stack = vec![(0, self.blocks[0].all_successors())];
        while let Some((block, successors)) = stack.last_mut() {
            match successors.next() {
                Some(next) if !seen[next] => {
                    seen[next] = true;
                    stack.push((next, self.blocks[next].all_successors()));
                }
                Some(_) => {}
                None => {
                    order.push(*block);
                    stack.pop();
                }
            }
        }
        order.reverse();
        order
    }

    /// Cooper, Harvey, Kennedy: "A Simple, Fast Dominance Algorithm".
    fn find_dominators(&mut self, order: &[usize]) {
        if order.len() < 2 {
            return;
        }
        let mut rank = vec![usize::MAX; self.blocks.len()];
        order.iter().enumerate().for_each(|(at, block)| rank[*block] = at);
        let mut predecessors: Vec<Vec<usize>> = vec![Vec::new(); order.len()];
        for (at, block) in order.iter().enumerate() {
            for next in self.blocks[*block].all_successors() {
                predecessors[rank[next]].push(at);
            }
        }
        let mut dominator = vec![usize::MAX; order.len()];
        dominator[0] = 0;
        let mut changed = true;
        while changed {
            changed = false;
            for at in 1..order.len() {
                let mut best = usize::MAX;
                for predecessor in &predecessors[at] {
                    if dominator[*predecessor] == usize::MAX {
                        continue;
                    }
                    best = if best == usize::MAX {
                        *predecessor
                    } else {
                        let (mut a, mut b) = (best, *predecessor);
                        while a != b {
                            while a > b {
                                a = dominator[a];
                            }
                            while b > a {
                                b = dominator[b];
                            }
                        }
                        a
                    };
                }
                if best != dominator[at] {
                    dominator[at] = best;
                    changed = true;
                }
            }
        }
        for at in 1..order.len() {
            self.blocks[order[at]].dominator = order.get(dominator[at]).copied();
        }
    }

    /// Whether every way to `block` leads through `dominator`.
    pub fn dominates(&self, dominator: usize, block: usize) -> bool {
        let mut at = Some(block);
        while let Some(block) = at {
            if block == dominator {
                return true;
            }
            at = self.blocks[block].dominator;
        }
        false
    }

    fn find_loops(&mut self, order: &[usize]) {
        // Only edges against the order can lead back.
        let mut rank = vec![usize::MAX; self.blocks.len()];
        order.iter().enumerate().for_each(|(at, block)| rank[*block] = at);
        let mut latches: Vec<(usize, usize)> = Vec::new();
        for block in order {
            for next in self.blocks[*block].all_successors() {
                if rank[next] <= rank[*block] && self.dominates(next, *block) {
                    latches.push((next, *block));
                }
            }
        }
        if latches.is_empty() {
            return;
        }
        let mut predecessors: Vec<Vec<usize>> = vec![Vec::new(); self.blocks.len()];
        for block in order {
            for next in self.blocks[*block].all_successors() {
                predecessors[next].push(*block);
            }
        }
        latches.sort_by_key(|latch| (rank[latch.0], latch.1));
        let mut mark = vec![usize::MAX; self.blocks.len()];
        let mut at = 0;
        while at < latches.len() {
            let header = latches[at].0;
            let number = self.loops.len();
            let mut members = vec![header];
            mark[header] = number;
            let mut pending = Vec::new();
            while let Some(latch) = latches.get(at).filter(|latch| latch.0 == header) {
                pending.push(latch.1);
                at += 1;
            }
            while let Some(block) = pending.pop() {
                if mark[block] != number {
                    mark[block] = number;
                    members.push(block);
                    pending.extend(&predecessors[block]);
                }
            }
            members.sort_unstable();
            // Headers come outer first, so a block's loop so far is the one around this.
            let parent = self.blocks[header]
                .in_loop
                .filter(|outer| self.loops[*outer].blocks.binary_search(&header).is_ok());
            let depth = parent.map_or(1, |outer| self.loops[outer].depth + 1);
            for block in &members {
                self.blocks[*block].in_loop = Some(number);
            }
            self.loops.push(Loop { header, blocks: members, parent, depth });
        }
    }
}

/// Where control goes after an instruction; an unknown opcode is taken to fall through.
fn exit_of(instruction: &Instruction) -> Exit {
    match instruction.plain() {
        Some(opcode) if opcode.argument() == Argument::None && opcode != Opcode::RETURN_VALUE => Exit::Next,
        Some(opcode) => opcode.flow(),
        None => Exit::Next,
    }
}
