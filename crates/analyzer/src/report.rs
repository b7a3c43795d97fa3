//! The report: what it holds and how it is made.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use vivarium_bytecode::flags::{
    CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR, CO_NEWLOCALS, CO_OPTIMIZED, CO_VARARGS, CO_VARKEYWORDS,
    FLAG_NAMES,
};
use vivarium_bytecode::{Code, Const, Opcode, Pool, repr, sets};
use vivarium_records::{Fold, FoldLog, FoldRule, Pass, PassEntry, PassLog, Refusal, RunProfile};
use vivarium_text::siphash::Key;
use vivarium_text::wtf8::Wtf8;

use crate::findings::{self, Finding, Rule};
use crate::flow::Flow;
use crate::profile::{self, ProfileReport};

/// What a report is made with, besides the code.
#[derive(Clone, Debug, Default)]
pub struct Inputs<'a> {
    /// What the optimizer did, when the source was compiled.
    pub fold_log: Option<&'a FoldLog>,
    /// What the flow-graph passes did.
    pub pass_log: Option<&'a PassLog>,
    /// What happened in a run.
    pub profile: Option<&'a RunProfile>,
    /// Adds instructions, blocks, depths and maps.
    pub detail: bool,
    /// Counts what the flow-graph passes did and leaves the single changes out.
    pub brief: bool,
    /// Rules that are switched off.
    pub disabled: &'a [Rule],
    /// Orders the items of sets.
    pub hash_key: Key,
}

/// The report on one file (or one module's code, wherever it came from).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Version of this form; see `docs/analysis.schema.json`.
    pub version: u32,
    /// The file's name.
    pub file: String,
    /// Sums over all code objects.
    pub totals: Totals,
    /// Code objects, parents before their children.
    pub codes: Vec<CodeReport>,
}

/// Sums over the code objects of a file, or the files of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Files.
    pub files: usize,
    /// Code objects.
    pub codes: usize,
    /// Instructions, EXTENDED_ARGs included.
    pub instructions: usize,
    /// Bytes of bytecode, caches included.
    pub bytes: usize,
    /// Cache units.
    pub caches: usize,
    /// Basic blocks.
    pub blocks: usize,
    /// Unreachable instructions.
    pub unreachable: usize,
    /// The deepest stack.
    pub stack_size: u32,
    /// The highest cyclomatic complexity.
    pub complexity: usize,
    /// Findings by rule.
    pub findings: BTreeMap<Cow<'static, str>, usize>,
    /// Opcodes by name.
    pub opcodes: BTreeMap<Cow<'static, str>, usize>,
}

impl Totals {
    /// Adds another's sums.
    pub fn add(&mut self, other: &Totals) {
        self.files += other.files;
        self.codes += other.codes;
        self.instructions += other.instructions;
        self.bytes += other.bytes;
        self.caches += other.caches;
        self.blocks += other.blocks;
        self.unreachable += other.unreachable;
        self.stack_size = self.stack_size.max(other.stack_size);
        self.complexity = self.complexity.max(other.complexity);
        for (rule, count) in &other.findings {
            *self.findings.entry(rule.clone()).or_default() += count;
        }
        for (name, count) in &other.opcodes {
            *self.opcodes.entry(name.clone()).or_default() += count;
        }
    }
}

/// A constant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConstReport {
    /// Its type.
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
    /// `sys.getsizeof` of it, without what it refers to.
    pub size: usize,
    /// Its `repr`, cut if it is long.
    pub repr: String,
}

/// How often something occurs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// What: an opcode, or two with a space between.
    pub what: Cow<'static, str>,
    /// How often.
    pub count: usize,
}

/// What one flow-graph pass did in a code object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassCount {
    /// The pass.
    pub pass: Pass,
    /// Changes.
    pub changes: usize,
    /// Instructions fewer (negative: more).
    pub removed: i32,
}

/// A loop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoopReport {
    /// Source line of its header.
    pub line: Option<i32>,
    /// Offset of its header.
    pub offset: u32,
    /// How many loops it is in, itself included.
    pub depth: usize,
    /// Basic blocks in it.
    pub blocks: usize,
    /// Instructions in it.
    pub instructions: usize,
}

/// A protected region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionReport {
    /// First protected offset.
    pub start: u32,
    /// Offset behind the last protected unit.
    pub end: u32,
    /// Where the handler starts.
    pub target: u32,
    /// Stack depth that the handler finds, without the exception.
    pub depth: u32,
    /// Whether the offset of the raising instruction is pushed too.
    pub lasti: bool,
}

/// One instruction, in detail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InstructionReport {
    /// Byte offset.
    pub offset: u32,
    /// Opcode.
    pub opname: String,
    /// Argument.
    pub arg: Option<i64>,
    /// What the argument means.
    pub argrepr: String,
    /// Line, end line, column, end column.
    pub positions: [Option<i32>; 4],
    /// Stack depth before it; none if unreachable.
    pub depth: Option<i32>,
    /// Its basic block.
    pub block: usize,
    /// Cache units behind it.
    pub caches: u32,
    /// What it can specialise into.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub specialises: Vec<Cow<'static, str>>,
    /// Executions, with a profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub executed: Option<u64>,
}

/// One basic block, in detail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockReport {
    /// Offset of its first instruction.
    pub start: u32,
    /// Offset behind its last instruction.
    pub end: u32,
    /// Where it falls through to.
    pub next: Option<usize>,
    /// Where it jumps to.
    pub jump: Option<usize>,
    /// Its exception handlers.
    pub handlers: Vec<usize>,
    /// Its immediate dominator.
    pub dominator: Option<usize>,
    /// How many loops it is in.
    pub loop_depth: usize,
    /// Whether anything leads to it.
    pub reachable: bool,
}

/// The instructions of one source line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineReport {
    /// The line.
    pub line: i32,
    /// Offsets of its instructions.
    pub offsets: Vec<u32>,
}

/// What only the detailed form has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// Instructions.
    pub instructions: Vec<InstructionReport>,
    /// Basic blocks.
    pub blocks: Vec<BlockReport>,
    /// Source lines.
    pub lines: Vec<LineReport>,
    /// All pairs of opcodes.
    pub pairs: Vec<Counted>,
}

/// The report on one code object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeReport {
    /// `co_name`.
    pub name: String,
    /// `co_qualname`.
    pub qualname: String,
    /// `module`, `class`, `function`, `lambda`, `comprehension`, `generator expression`, with `generator`, `coroutine`
    /// or `async generator` in front where it is one.
    pub kind: Cow<'static, str>,
    /// Index of the code object around it.
    pub parent: Option<usize>,
    /// `co_firstlineno`.
    pub firstlineno: i32,
    /// The last line that any instruction comes from.
    pub last_line: i32,
    /// `co_flags`.
    pub flags: u32,
    /// The flags in words.
    pub flag_words: Vec<Cow<'static, str>>,
    /// `co_argcount`.
    pub argcount: u32,
    /// `co_posonlyargcount`.
    pub posonlyargcount: u32,
    /// `co_kwonlyargcount`.
    pub kwonlyargcount: u32,
    /// Arguments, `*args` and `**kwargs` included.
    pub arguments: Vec<String>,
    /// Local variables that are no arguments.
    pub locals: Vec<String>,
    /// Cell variables.
    pub cells: Vec<String>,
    /// Free variables.
    pub frees: Vec<String>,
    /// Constants.
    pub consts: Vec<ConstReport>,
    /// Names.
    pub names: Vec<String>,
    /// Length of `co_code`.
    pub bytes: usize,
    /// Instructions, EXTENDED_ARGs included.
    pub instructions: usize,
    /// EXTENDED_ARGs.
    pub extended_args: usize,
    /// Cache units.
    pub caches: usize,
    /// Source lines with instructions.
    pub lines: usize,
    /// `co_stacksize`.
    pub stack_size: u32,
    /// The deepest stack that any path reaches.
    pub max_depth: i32,
    /// Opcodes, commonest first.
    pub opcodes: Vec<Counted>,
    /// The five commonest pairs of opcodes that follow each other in one block.
    pub pairs: Vec<Counted>,
    /// Basic blocks.
    pub blocks: usize,
    /// Edges between them, exceptions included.
    pub edges: usize,
    /// Jump instructions.
    pub jumps: usize,
    /// Cyclomatic complexity.
    pub complexity: usize,
    /// Loops, outer ones first.
    pub loops: Vec<LoopReport>,
    /// Unreachable instructions.
    pub unreachable: usize,
    /// Exception table.
    pub regions: Vec<RegionReport>,
    /// Instructions that can specialise.
    pub specialisable: usize,
    /// What the optimizer folded in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folds: Vec<Fold>,
    /// What the optimizer refused to fold in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<Refusal>,
    /// How often each flow-graph pass changed something, and how many instructions went away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pass_counts: Vec<PassCount>,
    /// What the flow-graph passes changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passes: Vec<PassEntry>,
    /// Things worth changing.
    pub findings: Vec<Finding>,
    /// What happened in a run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<ProfileReport>,
    /// Instructions, blocks and maps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Detail>,
}

/// The version of [`Report`]'s JSON.
pub const VERSION: u32 = 1;

/// Longer `repr`s are cut.
const LONGEST_REPR: usize = 80;

impl Report {
    /// The report on a code object and all below it, from the code alone.
    pub fn of(code: &Code) -> Report {
        Report::with(code, &Inputs::default())
    }

    /// The report on a code object and all below it.
    pub fn with(code: &Code, inputs: &Inputs<'_>) -> Report {
        let mut codes: Vec<CodeReport> = Vec::new();
        let mut seen = vec![false; code.pool().len()];
        let mut pending = vec![(code.clone(), None)];
        let mut extents = Vec::new();
        let mut entries: Entries<'_> = HashMap::new();
        for entry in inputs.pass_log.iter().flat_map(|log| &log.entries) {
            entries.entry(entry.firstlineno.try_into().unwrap_or(i32::MAX)).or_default().push(entry);
        }
        while let Some((next, parent)) = pending.pop() {
            if std::mem::replace(&mut seen[next.id().index()], true) {
                continue;
            }
            let own = codes.len();
            let (report, extent) = one(&next, parent, inputs, &entries);
            codes.push(report);
            extents.push(extent);
            let nested: Vec<Code> = next.nested().collect();
            pending.extend(nested.into_iter().rev().map(|code| (code, Some(own))));
        }
        if let Some(log) = inputs.fold_log {
            give_folds(&mut codes, &extents, log, inputs);
        }
        let mut totals = Totals { files: 1, codes: codes.len(), ..Totals::default() };
        let mut histogram: HashMap<&str, (&Cow<'static, str>, usize)> = HashMap::new();
        for one in &codes {
            totals.instructions += one.instructions;
            totals.bytes += one.bytes;
            totals.caches += one.caches;
            totals.blocks += one.blocks;
            totals.unreachable += one.unreachable;
            totals.stack_size = totals.stack_size.max(one.stack_size);
            totals.complexity = totals.complexity.max(one.complexity);
            for opcode in &one.opcodes {
                histogram.entry(&opcode.what).or_insert((&opcode.what, 0)).1 += opcode.count;
            }
            for finding in &one.findings {
                *totals.findings.entry(Cow::Borrowed(finding.rule.name())).or_default() += 1;
            }
        }
        totals.opcodes = histogram.into_values().map(|(name, count)| (name.clone(), count)).collect();
        Report { version: VERSION, file: lossy(code.filename()), totals, codes }
    }

    /// The code objects with this qualified name, in the order of their lines.
    pub fn find<'a>(&'a self, qualname: &'a str) -> impl Iterator<Item = &'a CodeReport> + 'a {
        self.codes.iter().filter(move |code| code.qualname == qualname)
    }

    /// Keeps only the code objects that pass, and works out the totals again.
    pub fn retain(&mut self, keep: impl Fn(&CodeReport) -> bool) {
        let mut place = vec![None; self.codes.len()];
        let mut kept = Vec::new();
        for (index, mut code) in std::mem::take(&mut self.codes).into_iter().enumerate() {
            if keep(&code) {
                code.parent = code.parent.and_then(|parent| place[parent]);
                place[index] = Some(kept.len());
                kept.push(code);
            }
        }
        self.codes = kept;
        let mut totals = Totals { files: self.totals.files, codes: self.codes.len(), ..Totals::default() };
        for code in &self.codes {
            totals.add(&Totals {
                instructions: code.instructions,
                bytes: code.bytes,
                caches: code.caches,
                blocks: code.blocks,
                unreachable: code.unreachable,
                stack_size: code.stack_size,
                complexity: code.complexity,
                ..Totals::default()
            });
            for finding in &code.findings {
                *totals.findings.entry(Cow::Borrowed(finding.rule.name())).or_default() += 1;
            }
            for opcode in &code.opcodes {
                *totals.opcodes.entry(opcode.what.clone()).or_default() += opcode.count;
            }
        }
        self.totals = totals;
    }

    /// Every finding with its code object.
    pub fn findings(&self) -> impl Iterator<Item = (&CodeReport, &Finding)> {
        self.codes.iter().flat_map(|code| code.findings.iter().map(move |finding| (code, finding)))
    }
}

pub(crate) fn lossy(text: Wtf8<'_>) -> String {
    text.to_string_lossy().into_owned()
}

/// From first to last (line, column) of a code object's instructions.
type Extent = ((i32, i32), (i32, i32));

/// The entries of the pass log by `co_firstlineno`.
type Entries<'a> = HashMap<i32, Vec<&'a PassEntry>>;

fn one(
    code: &Code,
    parent: Option<usize>,
    inputs: &Inputs<'_>,
    entries: &Entries<'_>,
) -> (CodeReport, Extent) {
    let data = code.data();
    let flow = Flow::of(code);
    let arguments = data.argcount as usize
        + data.kwonlyargcount as usize
        + usize::from(data.flags & CO_VARARGS != 0)
        + usize::from(data.flags & CO_VARKEYWORDS != 0);
    let mut variables = code.varnames().map(lossy);
    let (opcodes, pairs, all_pairs) = histogram(&flow, inputs.detail);
    let (mut extents, mut lines) = (((i32::MAX, 0), (0, 0)), Vec::new());
    for location in code.locations() {
        let place = location.position;
        if let Some(line) = place.line.filter(|line| *line > 0) {
            if lines.last() != Some(&line) {
                lines.push(line);
            }
            extents.0 = extents.0.min((line, place.col.unwrap_or(0)));
            extents.1 = extents.1.max((place.end_line.unwrap_or(line), place.end_col.unwrap_or(i32::MAX)));
        }
    }
    lines.sort_unstable();
    lines.dedup();
    let loops = flow.loops.iter().map(|one| {
        let header = &flow.blocks[one.header];
        LoopReport {
            line: line_at(code, flow.instructions[header.first].offset),
            offset: flow.instructions[header.first].offset,
            depth: one.depth,
            blocks: one.blocks.len(),
            instructions: one
                .blocks
                .iter()
                .map(|block| flow.blocks[*block].end - flow.blocks[*block].first)
                .sum(),
        }
    });
    let profile = inputs.profile.and_then(|profile| profile::of(code, &flow, profile));
    let qualname = lossy(code.qualname());
    let changes: Vec<&PassEntry> = match entries.get(&data.firstlineno) {
        Some(entries) => entries.iter().copied().filter(|entry| entry.qualname == qualname).collect(),
        None => Vec::new(),
    };
    let findings =
        findings::of(code, &flow, profile.as_ref(), inputs.disabled, inputs.fold_log.is_some(), &changes);
    let count = |wanted: &dyn Fn(Opcode) -> bool| {
        flow.instructions.iter().filter(|one| one.plain().is_some_and(wanted)).count()
    };
    let report = CodeReport {
        name: lossy(code.name()),
        kind: kind(code),
        parent,
        firstlineno: data.firstlineno,
        last_line: if extents.1.0 > 0 { extents.1.0 } else { data.firstlineno },
        flags: data.flags,
        flag_words: flag_words(data.flags),
        argcount: data.argcount,
        posonlyargcount: data.posonlyargcount,
        kwonlyargcount: data.kwonlyargcount,
        arguments: variables.by_ref().take(arguments).collect(),
        locals: variables.collect(),
        cells: code.cellvars().map(lossy).collect(),
        frees: code.freevars().map(lossy).collect(),
        consts: code.consts().iter().map(|id| const_report(code.pool(), *id, inputs.hash_key)).collect(),
        names: code.names().map(lossy).collect(),
        bytes: code.code().len(),
        instructions: flow.instructions.len(),
        extended_args: count(&|opcode| opcode == Opcode::EXTENDED_ARG),
        caches: flow.instructions.iter().map(|one| one.caches as usize).sum(),
        lines: lines.len(),
        stack_size: data.stacksize,
        max_depth: flow.max_depth,
        opcodes,
        pairs,
        blocks: flow.blocks.len(),
        edges: flow.edges(),
        jumps: count(&|opcode| opcode.is_jump()),
        complexity: flow.complexity(),
        loops: loops.collect(),
        unreachable: flow.unreachable(),
        regions: flow
            .regions
            .iter()
            .map(|one| RegionReport {
                start: one.start,
                end: one.end,
                target: one.target,
                depth: one.depth,
                lasti: one.lasti,
            })
            .collect(),
        specialisable: count(&specialises),
        folds: Vec::new(),
        refusals: Vec::new(),
        pass_counts: pass_counts(&changes),
        passes: if inputs.brief { Vec::new() } else { changes.into_iter().cloned().collect() },
        findings,
        detail: inputs.detail.then(|| detail(code, &flow, profile.as_ref(), all_pairs, inputs)),
        profile,
        qualname,
    };
    (report, extents)
}

/// By pass, in the order in which they first changed something.
fn pass_counts(changes: &[&PassEntry]) -> Vec<PassCount> {
    let mut counts: Vec<PassCount> = Vec::new();
    for entry in changes {
        match counts.iter_mut().find(|count| count.pass == entry.pass) {
            Some(count) => {
                count.changes += 1;
                count.removed = count.removed.saturating_add(entry.removed);
            }
            None => counts.push(PassCount { pass: entry.pass, changes: 1, removed: entry.removed }),
        }
    }
    counts
}

/// Whether an opcode has an adaptive form.
pub(crate) fn specialises(opcode: Opcode) -> bool {
    matches!(
        opcode,
        Opcode::BINARY_OP
            | Opcode::BINARY_SUBSCR
            | Opcode::CALL
            | Opcode::COMPARE_OP
            | Opcode::LOAD_ATTR
            | Opcode::LOAD_GLOBAL
            | Opcode::LOAD_METHOD
            | Opcode::PRECALL
            | Opcode::STORE_ATTR
            | Opcode::STORE_SUBSCR
            | Opcode::UNPACK_SEQUENCE
    )
}

fn line_at(code: &Code, offset: u32) -> Option<i32> {
    code.locations().find(|one| (one.start..one.end).contains(&offset)).and_then(|one| one.position.line)
}

fn kind(code: &Code) -> Cow<'static, str> {
    let flags = code.data().flags;
    let body = match code.name().to_str() {
        Some("<module>") => "module",
        Some("<lambda>") => "lambda",
        Some("<listcomp>" | "<setcomp>" | "<dictcomp>") => "comprehension",
        Some("<genexpr>") => return "generator expression".into(),
        _ if flags & (CO_OPTIMIZED | CO_NEWLOCALS) == 0 => "class",
        _ => "function",
    };
    let front = if flags & CO_ASYNC_GENERATOR != 0 {
        "async generator"
    } else if flags & CO_COROUTINE != 0 {
        "coroutine"
    } else if flags & CO_GENERATOR != 0 {
        "generator"
    } else {
        return body.into();
    };
    if body == "function" { front.into() } else { format!("{front} {body}").into() }
}

fn flag_words(flags: u32) -> Vec<Cow<'static, str>> {
    let mut words = Vec::new();
    for bit in (0..32).map(|shift| 1_u32 << shift).filter(|bit| flags & bit != 0) {
        words.push(match FLAG_NAMES.iter().find(|entry| entry.0 == bit) {
            Some((_, name)) => Cow::Borrowed(*name),
            None => Cow::Owned(format!("{bit:#x}")),
        });
    }
    words
}

fn const_report(pool: &Pool, id: vivarium_bytecode::ConstId, key: Key) -> ConstReport {
    let value = pool.get(id);
    let repr = match value {
        // Their repr would be long for nothing.
        Const::Str(text, _) if text.len() > 4 * LONGEST_REPR => {
            let start: vivarium_text::wtf8::Wtf8Buf = text.code_points().take(LONGEST_REPR + 1).collect();
            let mut pool = Pool::new();
            let id = pool.str(&start);
            repr::repr(&pool, id, key)
        }
        Const::Bytes(bytes) if bytes.len() > LONGEST_REPR => {
            let mut pool = Pool::new();
            let id = pool.bytes(&bytes[..=LONGEST_REPR]);
            repr::repr(&pool, id, key)
        }
        Const::BigInt(value) if value.bits() > 4000 => format!("an integer of {} bits", value.bits()),
        Const::Code(data) => {
            format!(
                "<code object {}, line {}>",
                lossy(pool.as_str(data.name).unwrap_or_default()),
                data.firstlineno
            )
        }
        _ => repr::repr(pool, id, key),
    };
    let repr = match repr.char_indices().nth(LONGEST_REPR) {
        Some((at, _)) => format!("{}…", &repr[..at]),
        None => repr,
    };
    ConstReport { kind: value.type_name().into(), size: size_of(pool, value), repr }
}

/// `sys.getsizeof` in CPython 3.11 on 64-bit Linux.
fn size_of(pool: &Pool, value: Const<'_>) -> usize {
    let int = |bits: u64| 24 + 4 * bits.div_ceil(30).max(1) as usize;
    match value {
        Const::None | Const::Ellipsis => 16,
        Const::True | Const::False => 28,
        Const::Int(value) => int(64 - u64::from(value.unsigned_abs().leading_zeros())),
        Const::BigInt(value) => int(value.bits()),
        Const::Float(_) => 24,
        Const::Complex(..) => 32,
        Const::Bytes(bytes) => 33 + bytes.len(),
        Const::Str(text, _) => {
            if text.is_ascii() {
                return 49 + text.len();
            }
            let (mut count, mut widest) = (0, 0);
            for point in text.code_points() {
                count += 1;
                widest = widest.max(point);
            }
            match widest {
                0..=0xff => 73 + count,
                0x100..=0xffff => 74 + 2 * count,
                _ => 76 + 4 * count,
            }
        }
        Const::Tuple(items) => 40 + 8 * items.len(),
        Const::FrozenSet(items) => {
            216 + sets::table_size(items.len()).filter(|size| *size > 8).map_or(0, |size| 16 * size)
        }
        Const::Code(data) => {
            let units = pool.as_bytes(data.code).map_or(0, <[u8]>::len) / 2;
            (184 + 2 * units).next_multiple_of(8)
        }
    }
}

type Pairs = Vec<((u8, u8), usize)>;

fn histogram(flow: &Flow, all: bool) -> (Vec<Counted>, Vec<Counted>, Pairs) {
    let mut counts = [0_u32; 256];
    let mut seen = Vec::new();
    let mut pairs: Vec<u16> = Vec::with_capacity(flow.instructions.len());
    for block in &flow.blocks {
        let mut last = None;
        for instruction in &flow.instructions[block.first..block.end] {
            let byte = instruction.byte;
            if counts[byte as usize] == 0 {
                seen.push(byte);
            }
            counts[byte as usize] += 1;
            if let Some(last) = last {
                pairs.push(u16::from(last) << 8 | u16::from(byte));
            }
            last = Some(byte);
        }
    }
    let name = |byte: u8| match Opcode::from_byte(byte) {
        Some(opcode) => Cow::Borrowed(opcode.name()),
        None => Cow::Owned(format!("<{byte}>")),
    };
    // Stable: among equals the first seen comes first, as in `Counter.most_common`.
    seen.sort_by_key(|byte| std::cmp::Reverse(counts[*byte as usize]));
    let opcodes = seen
        .iter()
        .map(|byte| Counted { what: name(*byte), count: counts[*byte as usize] as usize })
        .collect();
    pairs.sort_unstable();
    let mut counted: Pairs = Vec::new();
    for pair in pairs {
        let pair = ((pair >> 8) as u8, pair as u8);
        match counted.last_mut() {
            Some(last) if last.0 == pair => last.1 += 1,
            _ => counted.push((pair, 1)),
        }
    }
    counted.sort_by_key(|pair| std::cmp::Reverse(pair.1));
    let top = counted
        .iter()
        .take(5)
        .map(|((a, b), count)| Counted { what: format!("{} {}", name(*a), name(*b)).into(), count: *count })
        .collect();
    (opcodes, top, if all { counted } else { Vec::new() })
}

fn detail(
    code: &Code,
    flow: &Flow,
    profile: Option<&ProfileReport>,
    pairs: Pairs,
    inputs: &Inputs<'_>,
) -> Detail {
    let options = vivarium_bytecode::listing::Options { hash_key: inputs.hash_key, ..Default::default() };
    let lines = vivarium_bytecode::listing::lines(code, &options);
    let mut by_line: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
    let instructions = lines
        .into_iter()
        .enumerate()
        .map(|(index, line)| {
            if let Some(number) = line.positions[0] {
                by_line.entry(number).or_default().push(line.offset);
            }
            let instruction = &flow.instructions[index];
            let forms = instruction.plain().filter(|opcode| specialises(*opcode));
            InstructionReport {
                offset: line.offset,
                opname: line.opname,
                arg: line.arg,
                argrepr: line.argrepr,
                positions: line.positions,
                depth: flow.depths[index],
                block: flow.block_of(index),
                caches: instruction.caches,
                specialises: forms
                    .into_iter()
                    .flat_map(Opcode::specialised)
                    .filter(|form| !form.name().ends_with("_ADAPTIVE"))
                    .map(|form| Cow::Borrowed(form.name()))
                    .collect(),
                executed: profile.map(|profile| profile.executions(line.offset)),
            }
        })
        .collect();
    let end_of =
        |index: usize| flow.instructions.get(index).map_or(code.code().len() as u32, |one| one.offset);
    Detail {
        instructions,
        blocks: flow
            .blocks
            .iter()
            .map(|block| BlockReport {
                start: end_of(block.first),
                end: end_of(block.end),
                next: block.next,
                jump: block.jump,
                handlers: block.handlers.clone(),
                dominator: block.dominator,
                loop_depth: block.in_loop.map_or(0, |number| flow.loops[number].depth),
                reachable: block.reachable,
            })
            .collect(),
        lines: by_line.into_iter().map(|(line, offsets)| LineReport { line, offsets }).collect(),
        pairs: pairs
            .into_iter()
            .map(|((a, b), count)| {
                let name = |byte| Opcode::from_byte(byte).map_or("?", Opcode::name);
                Counted { what: format!("{} {}", name(a), name(b)).into(), count }
            })
            .collect(),
    }
}

/// Hands each fold and refusal to the smallest code object around its place.
fn give_folds(codes: &mut [CodeReport], extents: &[Extent], log: &FoldLog, inputs: &Inputs<'_>) {
    let home = |line: u32, col: u32| {
        let place = (line as i32, col as i32);
        let inside = |extent: &Extent| extent.0 <= place && place <= extent.1;
        // Children stand behind their parents, so the last one that fits is the innermost.
        (0..extents.len()).rev().find(|index| inside(&extents[*index])).unwrap_or(0)
    };
    for fold in &log.folds {
        if let Some(code) = codes.get_mut(home(fold.place.line, fold.place.col)) {
            code.folds.push(fold.clone());
        }
    }
    for refusal in &log.refusals {
        if let Some(code) = codes.get_mut(home(refusal.place.line, refusal.place.col)) {
            // What was refused because something in it is no constant is no surprise.
            let constant = matches!(refusal.rule, FoldRule::Unary | FoldRule::Binary | FoldRule::Subscript);
            if constant && !inputs.disabled.contains(&Rule::UnfoldedConstant) {
                code.findings.push(findings::refused(refusal));
            }
            code.refusals.push(refusal.clone());
        }
    }
    for code in codes {
        code.findings.sort_by_key(|finding| (finding.line, finding.offset));
    }
}
