//! The matcher: backtracks over compiled patterns with a stack of its own, so that depth costs memory, not native stack.

use vivarium_runtime::errors;
use vivarium_runtime::object::Raised;

use super::chars::{
    INFO_CHARSET, INFO_LITERAL, INFO_PREFIX, MAX_REPEAT, at, in_category, in_set, is_linebreak,
    is_unicode_word, is_word, lower_ascii, lower_unicode, op, unit, upper_ascii,
};

/// No position, no mark, no repeat.
pub const NONE: usize = usize::MAX;

/// A unit of text.
pub trait Char: Copy {
    fn code(self) -> u32;
}

impl Char for u8 {
    #[inline(always)]
    fn code(self) -> u32 {
        u32::from(self)
    }
}

impl Char for u16 {
    #[inline(always)]
    fn code(self) -> u32 {
        u32::from(self)
    }
}

impl Char for u32 {
    #[inline(always)]
    fn code(self) -> u32 {
        self
    }
}

/// What of a search outlives its steps. Positions are indices of characters.
#[derive(Debug)]
pub struct State {
    /// Where a search begins, then where the match does.
    pub start: usize,
    /// Where the match ends.
    pub ptr: usize,
    pub end: usize,
    pub must_advance: bool,
    pub match_all: bool,
    pub marks: Vec<usize>,
    pub lastmark: isize,
    pub lastindex: isize,
}

impl State {
    pub fn new(start: usize, end: usize, groups: usize) -> Result<State, Raised> {
        let mut marks = vivarium_runtime::memory::try_vec(groups * 2)?;
        marks.resize(groups * 2, NONE);
        Ok(State {
            start,
            ptr: start,
            end,
            must_advance: false,
            match_all: false,
            marks,
            lastmark: -1,
            lastindex: -1,
        })
    }

    /// Forgets the groups.
    pub fn reset(&mut self) {
        self.lastmark = -1;
        self.lastindex = -1;
        self.ptr = self.start;
    }

    /// Start and end of a group counted from 0, if it took part.
    pub fn group(&self, index: usize) -> Option<(usize, usize)> {
        let (start, end) = (*self.marks.get(2 * index)?, *self.marks.get(2 * index + 1)?);
        let reached = ((2 * index + 1) as isize) <= self.lastmark;
        (reached && start != NONE && end != NONE).then_some((start, end))
    }

    /// Makes ready for the match behind this one.
    pub fn step_behind(&mut self) {
        self.must_advance = self.ptr == self.start;
        self.start = self.ptr;
    }
}

/// Where a context goes on once what it tried has succeeded or failed.
#[derive(Clone, Copy, Debug)]
enum Resume {
    None,
    MaxUntilLeast,
    MaxUntilMore,
    MaxUntilTail,
    MinUntilLeast,
    MinUntilTail,
    MinUntilMore,
    Repeat,
    RepeatOneLiteral,
    RepeatOne,
    MinRepeatOne,
    Branch,
    Assert,
    AssertNot,
    PossessiveLeast,
    PossessiveMore,
    Atomic,
}

/// One attempt to match a part of the pattern from a position on.
#[derive(Clone, Copy, Debug)]
struct Context {
    pattern: usize,
    ptr: usize,
    count: usize,
    repeat: usize,
    lastmark: isize,
    lastindex: isize,
    toplevel: bool,
    /// Whether marks were saved for this context.
    saved: bool,
    resume: Resume,
}

/// A `REPEAT` that is under way.
#[derive(Clone, Copy, Debug)]
struct Repeat {
    /// How often the body has matched; -1 before the first `UNTIL`.
    count: isize,
    pattern: usize,
    previous: usize,
    last_ptr: usize,
}

pub struct Matcher<'a, C> {
    code: &'a [u32],
    text: &'a [C],
    state: &'a mut State,
    stack: Vec<Context>,
    saved: Vec<usize>,
    repeats: Vec<Repeat>,
    repeat: usize,
    steps: u32,
}

fn push<T>(stack: &mut Vec<T>, value: T) -> Result<(), Raised> {
    if stack.len() == stack.capacity() {
        vivarium_runtime::memory::fallibly(|| stack.try_reserve(1)).map_err(|_| errors::no_memory())?;
    }
    stack.push(value);
    Ok(())
}

#[cold]
fn illegal() -> Raised {
    vivarium_runtime::raise!(RUNTIME_ERROR, "internal error in regular expression engine")
}

impl<'a, C: Char> Matcher<'a, C> {
    pub fn new(code: &'a [u32], text: &'a [C], state: &'a mut State) -> Matcher<'a, C> {
        Matcher {
            code,
            text,
            state,
            stack: Vec::new(),
            saved: Vec::new(),
            repeats: Vec::new(),
            repeat: NONE,
            steps: 0,
        }
    }

    #[inline(always)]
    fn unit(&self, place: usize) -> u32 {
        unit(self.code, place)
    }

    /// The character at a position in front of the end.
    #[inline(always)]
    fn at(&self, ptr: usize) -> Option<u32> {
        if ptr < self.state.end { self.text.get(ptr).map(|unit| unit.code()) } else { None }
    }

    fn is_at(&self, ptr: usize, place: u32) -> bool {
        let before = || ptr.checked_sub(1).and_then(|ptr| self.text.get(ptr)).map(|unit| unit.code());
        let here = self.at(ptr);
        let boundary = |word: fn(u32) -> bool| before().is_some_and(word) != here.is_some_and(word);
        match place {
            at::BEGINNING | at::BEGINNING_STRING => ptr == 0,
            at::BEGINNING_LINE => before().is_none_or(is_linebreak),
            at::END => here.is_none_or(|code| is_linebreak(code) && self.state.end - ptr == 1),
            at::END_LINE => here.is_none_or(is_linebreak),
            at::END_STRING => here.is_none(),
            at::BOUNDARY | at::LOC_BOUNDARY => self.state.end > 0 && boundary(is_word),
            at::NON_BOUNDARY | at::LOC_NON_BOUNDARY => self.state.end > 0 && !boundary(is_word),
            at::UNI_BOUNDARY => self.state.end > 0 && boundary(is_unicode_word),
            at::UNI_NON_BOUNDARY => self.state.end > 0 && !boundary(is_unicode_word),
            _ => false,
        }
    }

    /// Whether an operator that stands for one character takes this one; `None` for other operators.
    fn takes(&self, pattern: usize, code: u32) -> Option<bool> {
        let argument = self.unit(pattern + 1);
        let loc_ignore =
            || code == argument || lower_ascii(code) == argument || upper_ascii(code) == argument;
        Some(match self.unit(pattern) {
            op::IN => in_set(self.code, pattern + 2, code),
            op::IN_IGNORE => in_set(self.code, pattern + 2, lower_ascii(code)),
            op::IN_UNI_IGNORE => in_set(self.code, pattern + 2, lower_unicode(code)),
            op::IN_LOC_IGNORE => {
                in_set(self.code, pattern + 2, lower_ascii(code))
                    || in_set(self.code, pattern + 2, upper_ascii(code))
            }
            op::ANY => !is_linebreak(code),
            op::ANY_ALL => true,
            op::CATEGORY => in_category(argument, code),
            op::LITERAL => code == argument,
            op::NOT_LITERAL => code != argument,
            op::LITERAL_IGNORE => lower_ascii(code) == argument,
            op::NOT_LITERAL_IGNORE => lower_ascii(code) != argument,
            op::LITERAL_UNI_IGNORE => lower_unicode(code) == argument,
            op::NOT_LITERAL_UNI_IGNORE => lower_unicode(code) != argument,
            op::LITERAL_LOC_IGNORE => loc_ignore(),
            op::NOT_LITERAL_LOC_IGNORE => !loc_ignore(),
            _ => return None,
        })
    }

    /// How often a one-character operator matches from a position on, up to a limit.
    fn count(&mut self, pattern: usize, from: usize, limit: u32) -> Result<usize, Raised> {
        let left = self.state.end.saturating_sub(from);
        let most = if limit == MAX_REPEAT { left } else { left.min(limit as usize) };
        let Some(text) = self.text.get(from..from + most) else { return Ok(0) };
        let argument = self.unit(pattern + 1);
        let run = |matches: &dyn Fn(u32) -> bool| {
            text.iter().position(|unit| !matches(unit.code())).unwrap_or(text.len())
        };
        Ok(match self.unit(pattern) {
            op::ANY_ALL => most,
            op::ANY => text.iter().position(|unit| is_linebreak(unit.code())).unwrap_or(most),
            op::LITERAL => text.iter().position(|unit| unit.code() != argument).unwrap_or(most),
            op::NOT_LITERAL => text.iter().position(|unit| unit.code() == argument).unwrap_or(most),
            op::IN => {
                text.iter().position(|unit| !in_set(self.code, pattern + 2, unit.code())).unwrap_or(most)
            }
            _ if self.takes(pattern, 0).is_some() => run(&|code| self.takes(pattern, code) == Some(true)),
            _ => {
                // Something of one character that is no plain operator, such as a group reference.
                let mut count = 0;
                self.state.ptr = from;
                while count < most && self.run(pattern, false)? {
                    count += 1;
                }
                return Ok(self.state.ptr - from);
            }
        })
    }

    fn save_marks(&mut self, lastmark: isize) -> Result<(), Raised> {
        for index in 0..(lastmark + 1) as usize {
            let mark = self.state.marks.get(index).copied().unwrap_or(NONE);
            push(&mut self.saved, mark)?;
        }
        Ok(())
    }

    fn drop_marks(&mut self, lastmark: isize) {
        self.saved.truncate(self.saved.len().saturating_sub((lastmark + 1) as usize));
    }

    fn restore_marks(&mut self, lastmark: isize) {
        let count = (lastmark + 1) as usize;
        let from = self.saved.len().saturating_sub(count);
        let count = count.min(self.state.marks.len());
        let saved = &self.saved[from..];
        self.state.marks[..count].copy_from_slice(&saved[..count]);
    }

    /// Remembers the groups in a context, and their marks if `marks`.
    fn remember(&mut self, context: &mut Context, marks: bool) -> Result<(), Raised> {
        context.lastmark = self.state.lastmark;
        context.lastindex = self.state.lastindex;
        context.saved = marks;
        if marks { self.save_marks(context.lastmark) } else { Ok(()) }
    }

    /// Puts the groups back as they were, keeping what was saved for another attempt.
    fn recall(&mut self, context: &Context) {
        if context.saved {
            self.restore_marks(context.lastmark);
        }
        self.state.lastmark = context.lastmark;
        self.state.lastindex = context.lastindex;
    }

    fn forget(&mut self, context: &Context) {
        if context.saved {
            self.drop_marks(context.lastmark);
        }
    }

    /// Whether the pattern from a place on matches at the state's position.
    pub fn run(&mut self, pattern: usize, toplevel: bool) -> Result<bool, Raised> {
        let base = self.stack.len();
        let fresh = |pattern, ptr, toplevel| Context {
            pattern,
            ptr,
            count: 0,
            repeat: NONE,
            lastmark: -1,
            lastindex: -1,
            toplevel,
            saved: false,
            resume: Resume::None,
        };
        let mut context = fresh(pattern, self.state.ptr, toplevel);
        self.enter(&mut context);
        loop {
            let step = self.execute(&mut context)?;
            let mut result = match step {
                Step::Try { pattern, toplevel } => {
                    push(&mut self.stack, context)?;
                    context = fresh(pattern, self.state.ptr, toplevel);
                    if !self.enter(&mut context) {
                        false
                    } else {
                        continue;
                    }
                }
                Step::Return(result) => result,
            };
            // What was tried has ended: its context goes on.
            loop {
                if self.stack.len() == base {
                    return Ok(result);
                }
                context = self.stack.pop().ok_or_else(illegal)?;
                match self.resume(&mut context, result)? {
                    After::Return(outer) => result = outer,
                    After::GoOn => break,
                    After::Try { pattern, toplevel } => {
                        push(&mut self.stack, context)?;
                        context = fresh(pattern, self.state.ptr, toplevel);
                        if self.enter(&mut context) {
                            break;
                        }
                        result = false;
                    }
                }
            }
        }
    }

    /// Passes over the pattern's summary; whether enough text is left.
    fn enter(&mut self, context: &mut Context) -> bool {
        if self.unit(context.pattern) == op::INFO {
            let least = self.unit(context.pattern + 3) as usize;
            if least > 0 && self.state.end.saturating_sub(context.ptr) < least {
                // Nothing matches: an operator that fails stands for it.
                context.pattern = NONE - 1;
                return false;
            }
            context.pattern += self.unit(context.pattern + 1) as usize + 1;
        }
        true
    }
}

enum Step {
    Return(bool),
    Try { pattern: usize, toplevel: bool },
}

enum After {
    Return(bool),
    /// The context executes on.
    GoOn,
    Try {
        pattern: usize,
        toplevel: bool,
    },
}

mod run;

/// Looks for the pattern from the state's start on; the state then says where the match is.
pub fn search<C: Char>(code: &[u32], text: &[C], state: &mut State) -> Result<bool, Raised> {
    let mut pattern = 0;
    let (mut flags, mut least) = (0, 0);
    if unit(code, 0) == op::INFO {
        flags = unit(code, 2);
        least = unit(code, 3) as usize;
        pattern = 1 + unit(code, 1) as usize;
    }
    let end = state.end.min(text.len());
    let mut ptr = state.start;
    if ptr > end || end - ptr < least {
        return Ok(false);
    }
    let attempt = |state: &mut State, ptr: usize, pattern: usize, skip: usize, toplevel: bool| {
        state.start = ptr;
        state.ptr = ptr + skip;
        Matcher::new(code, text, state).run(pattern, toplevel)
    };
    let forget = |state: &mut State| {
        state.lastmark = -1;
        state.lastindex = -1;
    };
    if flags & INFO_PREFIX != 0 {
        let (length, skip) = (unit(code, 5) as usize, unit(code, 6) as usize);
        let prefix = &code[7.min(code.len())..(7 + length).min(code.len())];
        state.must_advance = false;
        while ptr + length <= end {
            let found = (ptr..=end - length)
                .find(|from| text[*from..].iter().zip(prefix).all(|(unit, wanted)| unit.code() == *wanted));
            let Some(found) = found else { return Ok(false) };
            if flags & INFO_LITERAL != 0 {
                state.start = found;
                state.ptr = found + skip;
                return Ok(true);
            }
            if attempt(state, found, pattern + 2 * skip, skip, false)? {
                return Ok(true);
            }
            forget(state);
            ptr = found + 1;
        }
        return Ok(false);
    }
    if flags & INFO_CHARSET != 0 {
        state.must_advance = false;
        while let Some(offset) = text[ptr.min(end)..end].iter().position(|unit| in_set(code, 5, unit.code()))
        {
            ptr += offset;
            if attempt(state, ptr, pattern, 0, false)? {
                return Ok(true);
            }
            forget(state);
            ptr += 1;
        }
        return Ok(false);
    }
    let matched = attempt(state, ptr, pattern, 0, true)?;
    state.must_advance = false;
    if matched {
        return Ok(true);
    }
    let anchored = unit(code, pattern) == op::AT
        && matches!(unit(code, pattern + 1), at::BEGINNING | at::BEGINNING_STRING);
    let last = if least > 1 { end.saturating_sub(least - 1) } else { end };
    if anchored {
        state.start = end;
        state.ptr = end;
        return Ok(false);
    }
    while ptr < last {
        ptr += 1;
        forget(state);
        if attempt(state, ptr, pattern, 0, false)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the pattern matches at the state's start.
pub fn matches<C: Char>(code: &[u32], text: &[C], state: &mut State) -> Result<bool, Raised> {
    state.ptr = state.start;
    Matcher::new(code, text, state).run(0, true)
}
