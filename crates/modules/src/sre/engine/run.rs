//! What the operators do: straight on, and after an attempt.

use vivarium_runtime::object::Raised;

use super::super::chars::{MAX_REPEAT, in_set, lower_ascii, lower_unicode, op};
use super::{After, Char, Context, Matcher, NONE, Repeat, Resume, Step, illegal, push};

impl<C: Char> Matcher<'_, C> {
    /// Runs operators until the context ends or something must be tried first.
    pub(super) fn execute(&mut self, context: &mut Context) -> Result<Step, Raised> {
        loop {
            self.steps = self.steps.wrapping_add(1);
            if self.steps & 0xfff == 0 {
                crate::signal::check()?;
            }
            let here = context.pattern;
            let first = self.unit(here + 1);
            match self.unit(here) {
                op::FAILURE => return Ok(Step::Return(false)),
                op::SUCCESS => {
                    let refused = context.toplevel
                        && ((self.state.match_all && context.ptr != self.state.end)
                            || (self.state.must_advance && context.ptr == self.state.start));
                    self.state.ptr = if refused { self.state.ptr } else { context.ptr };
                    return Ok(Step::Return(!refused));
                }
                op::MARK => {
                    self.mark(first as usize, context.ptr);
                    context.pattern += 2;
                }
                op::LITERAL => {
                    if self.at(context.ptr) != Some(first) {
                        return Ok(Step::Return(false));
                    }
                    context.pattern += 2;
                    context.ptr += 1;
                }
                op::AT => {
                    if !self.is_at(context.ptr, first) {
                        return Ok(Step::Return(false));
                    }
                    context.pattern += 2;
                }
                op::JUMP | op::INFO => context.pattern += 1 + first as usize,
                op::BRANCH => {
                    let saves = self.repeat != NONE;
                    self.remember(context, saves)?;
                    context.pattern += 1;
                    return Ok(match self.next_branch(context) {
                        Some(step) => step,
                        None => {
                            self.forget(context);
                            Step::Return(false)
                        }
                    });
                }
                op::REPEAT_ONE => match self.repeat_one(context)? {
                    Some(step) => return Ok(step),
                    None => return Ok(Step::Return(false)),
                },
                op::MIN_REPEAT_ONE => return self.min_repeat_one(context),
                op::POSSESSIVE_REPEAT_ONE => {
                    if (self.unit(here + 2) as usize) > self.left(context.ptr) {
                        return Ok(Step::Return(false));
                    }
                    let count = self.count(here + 4, context.ptr, self.unit(here + 3))?;
                    if count < self.unit(here + 2) as usize {
                        return Ok(Step::Return(false));
                    }
                    context.ptr += count;
                    context.pattern += 1 + first as usize;
                }
                op::REPEAT => {
                    push(
                        &mut self.repeats,
                        Repeat { count: -1, pattern: here + 1, previous: self.repeat, last_ptr: NONE },
                    )?;
                    self.repeat = self.repeats.len() - 1;
                    context.repeat = self.repeat;
                    self.state.ptr = context.ptr;
                    context.resume = Resume::Repeat;
                    return Ok(Step::Try { pattern: here + 1 + first as usize, toplevel: context.toplevel });
                }
                op::MAX_UNTIL => return self.max_until(context),
                op::MIN_UNTIL => return self.min_until(context),
                op::POSSESSIVE_REPEAT => {
                    self.state.ptr = context.ptr;
                    context.count = 0;
                    context.repeat = NONE;
                    if let Some(step) = self.possessive(context)? {
                        return Ok(step);
                    }
                }
                op::ATOMIC_GROUP => {
                    self.state.ptr = context.ptr;
                    context.resume = Resume::Atomic;
                    return Ok(Step::Try { pattern: here + 2, toplevel: false });
                }
                op::GROUPREF => {
                    if !self.same_as_group(context, first, |code| code) {
                        return Ok(Step::Return(false));
                    }
                }
                op::GROUPREF_IGNORE | op::GROUPREF_LOC_IGNORE => {
                    if !self.same_as_group(context, first, lower_ascii) {
                        return Ok(Step::Return(false));
                    }
                }
                op::GROUPREF_UNI_IGNORE => {
                    if !self.same_as_group(context, first, lower_unicode) {
                        return Ok(Step::Return(false));
                    }
                }
                op::GROUPREF_EXISTS => {
                    let exists = self.group_span(first).is_some();
                    context.pattern += if exists { 3 } else { 1 + self.unit(here + 2) as usize };
                }
                op::ASSERT | op::ASSERT_NOT => {
                    let back = self.unit(here + 2) as usize;
                    let negative = self.unit(here) == op::ASSERT_NOT;
                    let Some(from) = context.ptr.checked_sub(back) else {
                        if !negative {
                            return Ok(Step::Return(false));
                        }
                        context.pattern += 1 + first as usize;
                        continue;
                    };
                    if negative {
                        let saves = self.repeat != NONE;
                        self.remember(context, saves)?;
                    }
                    self.state.ptr = from;
                    context.resume = if negative { Resume::AssertNot } else { Resume::Assert };
                    return Ok(Step::Try { pattern: here + 3, toplevel: false });
                }
                operator => {
                    let Some(code) = self.at(context.ptr) else { return Ok(Step::Return(false)) };
                    match self.takes(here, code) {
                        Some(true) => {}
                        Some(false) => return Ok(Step::Return(false)),
                        None => return Err(illegal()),
                    }
                    context.ptr += 1;
                    context.pattern += match operator {
                        op::ANY | op::ANY_ALL => 1,
                        op::IN | op::IN_IGNORE | op::IN_UNI_IGNORE | op::IN_LOC_IGNORE => 1 + first as usize,
                        _ => 2,
                    };
                }
            }
        }
    }

    fn left(&self, ptr: usize) -> usize {
        self.state.end.saturating_sub(ptr)
    }

    fn mark(&mut self, index: usize, ptr: usize) {
        if index & 1 != 0 {
            self.state.lastindex = (index / 2 + 1) as isize;
        }
        if index as isize > self.state.lastmark {
            let from = (self.state.lastmark + 1) as usize;
            for mark in self.state.marks.iter_mut().take(index).skip(from) {
                *mark = NONE;
            }
            self.state.lastmark = index as isize;
        }
        if let Some(mark) = self.state.marks.get_mut(index) {
            *mark = ptr;
        }
    }

    fn group_span(&self, group: u32) -> Option<(usize, usize)> {
        let index = group as usize * 2;
        if index as isize >= self.state.lastmark {
            return None;
        }
        let (start, end) = (*self.state.marks.get(index)?, *self.state.marks.get(index + 1)?);
        (start != NONE && end != NONE && start <= end).then_some((start, end))
    }

    /// Whether the text goes on as the group did; the context moves over it.
    fn same_as_group(&self, context: &mut Context, group: u32, fold: fn(u32) -> u32) -> bool {
        let Some((start, end)) = self.group_span(group) else { return false };
        for place in start..end {
            let (Some(here), Some(wanted)) = (self.at(context.ptr), self.text.get(place)) else {
                return false;
            };
            if fold(here) != fold(wanted.code()) {
                return false;
            }
            context.ptr += 1;
        }
        context.pattern += 2;
        true
    }

    /// The next alternative that may match; the context's pattern is at its distance.
    fn next_branch(&mut self, context: &mut Context) -> Option<Step> {
        loop {
            let skip = self.unit(context.pattern) as usize;
            if skip == 0 {
                return None;
            }
            let body = context.pattern + 1;
            let here = self.at(context.ptr);
            let hopeless = match self.unit(body) {
                op::LITERAL => here != Some(self.unit(body + 1)),
                op::IN => here.is_none_or(|code| !in_set(self.code, body + 2, code)),
                _ => false,
            };
            if hopeless {
                context.pattern += skip;
                continue;
            }
            self.state.ptr = context.ptr;
            context.resume = Resume::Branch;
            return Some(Step::Try { pattern: body, toplevel: context.toplevel });
        }
    }

    fn tail(&self, context: &Context) -> usize {
        context.pattern + 1 + self.unit(context.pattern + 1) as usize
    }

    fn least(&self, context: &Context) -> usize {
        self.unit(context.pattern + 2) as usize
    }

    fn repeat_one(&mut self, context: &mut Context) -> Result<Option<Step>, Raised> {
        let here = context.pattern;
        let least = self.least(context);
        if least > self.left(context.ptr) {
            return Ok(None);
        }
        context.count = self.count(here + 4, context.ptr, self.unit(here + 3))?;
        context.ptr += context.count;
        if context.count < least {
            return Ok(None);
        }
        let tail = self.tail(context);
        let must_move = context.toplevel && self.state.must_advance && context.ptr == self.state.start;
        if self.unit(tail) == op::SUCCESS && context.ptr == self.state.end && !must_move {
            self.state.ptr = context.ptr;
            return Ok(Some(Step::Return(true)));
        }
        let saves = self.repeat != NONE;
        self.remember(context, saves)?;
        let literal = self.unit(tail) == op::LITERAL;
        context.resume = if literal { Resume::RepeatOneLiteral } else { Resume::RepeatOne };
        Ok(self.next_repeat_one(context, literal))
    }

    /// Tries the rest of the pattern behind as many characters as the context counts.
    fn next_repeat_one(&mut self, context: &mut Context, literal: bool) -> Option<Step> {
        let (least, tail) = (self.least(context), self.tail(context));
        loop {
            if !literal || self.at(context.ptr) == Some(self.unit(tail + 1)) {
                self.state.ptr = context.ptr;
                return Some(Step::Try { pattern: tail, toplevel: context.toplevel });
            }
            if context.count <= least {
                self.forget(context);
                return None;
            }
            context.ptr -= 1;
            context.count -= 1;
        }
    }

    fn min_repeat_one(&mut self, context: &mut Context) -> Result<Step, Raised> {
        let here = context.pattern;
        let least = self.least(context);
        if least > self.left(context.ptr) {
            return Ok(Step::Return(false));
        }
        context.count = 0;
        if least > 0 {
            context.count = self.count(here + 4, context.ptr, self.unit(here + 2))?;
            if context.count < least {
                return Ok(Step::Return(false));
            }
            context.ptr += context.count;
        }
        let tail = self.tail(context);
        let refused = context.toplevel
            && ((self.state.match_all && context.ptr != self.state.end)
                || (self.state.must_advance && context.ptr == self.state.start));
        if self.unit(tail) == op::SUCCESS && !refused {
            self.state.ptr = context.ptr;
            return Ok(Step::Return(true));
        }
        let saves = self.repeat != NONE;
        self.remember(context, saves)?;
        self.state.ptr = context.ptr;
        context.resume = Resume::MinRepeatOne;
        Ok(Step::Try { pattern: tail, toplevel: context.toplevel })
    }

    fn may_repeat(&self, count: usize, most: u32) -> bool {
        most == MAX_REPEAT || count < most as usize
    }

    fn current_repeat(&self, context: &Context) -> Result<Repeat, Raised> {
        self.repeats.get(context.repeat).copied().ok_or_else(illegal)
    }

    fn set_count(&mut self, context: &Context, count: isize) {
        if let Some(repeat) = self.repeats.get_mut(context.repeat) {
            repeat.count = count;
        }
    }

    fn set_last_ptr(&mut self, context: &Context, last_ptr: usize) {
        if let Some(repeat) = self.repeats.get_mut(context.repeat) {
            repeat.last_ptr = last_ptr;
        }
    }

    fn max_until(&mut self, context: &mut Context) -> Result<Step, Raised> {
        context.repeat = self.repeat;
        let repeat = self.current_repeat(context)?;
        self.state.ptr = context.ptr;
        context.count = (repeat.count + 1) as usize;
        let body = repeat.pattern + 3;
        if context.count < self.unit(repeat.pattern + 1) as usize {
            self.set_count(context, context.count as isize);
            context.resume = Resume::MaxUntilLeast;
            return Ok(Step::Try { pattern: body, toplevel: context.toplevel });
        }
        if self.may_repeat(context.count, self.unit(repeat.pattern + 2)) && context.ptr != repeat.last_ptr {
            self.set_count(context, context.count as isize);
            self.remember(context, true)?;
            push(&mut self.saved, repeat.last_ptr)?;
            self.set_last_ptr(context, context.ptr);
            context.resume = Resume::MaxUntilMore;
            return Ok(Step::Try { pattern: body, toplevel: context.toplevel });
        }
        Ok(self.max_until_tail(context, repeat))
    }

    fn max_until_tail(&mut self, context: &mut Context, repeat: Repeat) -> Step {
        self.repeat = repeat.previous;
        context.resume = Resume::MaxUntilTail;
        Step::Try { pattern: context.pattern + 1, toplevel: context.toplevel }
    }

    fn min_until(&mut self, context: &mut Context) -> Result<Step, Raised> {
        context.repeat = self.repeat;
        let repeat = self.current_repeat(context)?;
        self.state.ptr = context.ptr;
        context.count = (repeat.count + 1) as usize;
        if context.count < self.unit(repeat.pattern + 1) as usize {
            self.set_count(context, context.count as isize);
            context.resume = Resume::MinUntilLeast;
            return Ok(Step::Try { pattern: repeat.pattern + 3, toplevel: context.toplevel });
        }
        self.repeat = repeat.previous;
        let saves = self.repeat != NONE;
        self.remember(context, saves)?;
        context.resume = Resume::MinUntilTail;
        Ok(Step::Try { pattern: context.pattern + 1, toplevel: context.toplevel })
    }

    /// The next round of a possessive repeat, whose rounds are not tried again; `None` behind the last one.
    fn possessive(&mut self, context: &mut Context) -> Result<Option<Step>, Raised> {
        let here = context.pattern;
        if context.count < self.unit(here + 2) as usize {
            context.resume = Resume::PossessiveLeast;
            return Ok(Some(Step::Try { pattern: here + 4, toplevel: false }));
        }
        // The position of the round before stands where others have their repeat.
        if self.may_repeat(context.count, self.unit(here + 3)) && self.state.ptr != context.repeat {
            self.remember(context, true)?;
            context.repeat = self.state.ptr;
            context.resume = Resume::PossessiveMore;
            return Ok(Some(Step::Try { pattern: here + 4, toplevel: false }));
        }
        context.pattern += 2 + self.unit(here + 1) as usize;
        context.ptr = self.state.ptr;
        Ok(None)
    }

    /// Goes on in a context whose attempt has ended.
    pub(super) fn resume(&mut self, context: &mut Context, matched: bool) -> Result<After, Raised> {
        let step = match context.resume {
            Resume::None => return Err(illegal()),
            Resume::Branch => {
                if matched {
                    self.forget(context);
                    return Ok(After::Return(true));
                }
                self.recall(context);
                context.pattern += self.unit(context.pattern) as usize;
                let step = self.next_branch(context);
                if step.is_none() {
                    self.forget(context);
                }
                step.unwrap_or(Step::Return(false))
            }
            Resume::RepeatOne | Resume::RepeatOneLiteral => {
                if matched {
                    self.forget(context);
                    return Ok(After::Return(true));
                }
                self.recall(context);
                if context.count <= self.least(context) {
                    self.forget(context);
                    return Ok(After::Return(false));
                }
                context.ptr -= 1;
                context.count -= 1;
                let literal = matches!(context.resume, Resume::RepeatOneLiteral);
                self.next_repeat_one(context, literal).unwrap_or(Step::Return(false))
            }
            Resume::MinRepeatOne => {
                if matched {
                    self.forget(context);
                    return Ok(After::Return(true));
                }
                self.recall(context);
                let most = self.unit(context.pattern + 3);
                if !self.may_repeat(context.count, most)
                    || self.count(context.pattern + 4, context.ptr, 1)? == 0
                {
                    self.forget(context);
                    return Ok(After::Return(false));
                }
                context.ptr += 1;
                context.count += 1;
                self.state.ptr = context.ptr;
                Step::Try { pattern: self.tail(context), toplevel: context.toplevel }
            }
            Resume::Repeat => {
                let previous = self.current_repeat(context)?.previous;
                self.repeat = previous;
                self.repeats.truncate(context.repeat);
                Step::Return(matched)
            }
            Resume::MaxUntilLeast | Resume::MinUntilLeast => {
                if !matched {
                    self.set_count(context, context.count as isize - 1);
                    self.state.ptr = context.ptr;
                }
                Step::Return(matched)
            }
            Resume::MaxUntilMore => {
                let last_ptr = self.saved.pop().unwrap_or(NONE);
                self.set_last_ptr(context, last_ptr);
                if matched {
                    self.forget(context);
                    return Ok(After::Return(true));
                }
                self.recall(context);
                self.forget(context);
                self.set_count(context, context.count as isize - 1);
                self.state.ptr = context.ptr;
                let repeat = self.current_repeat(context)?;
                self.max_until_tail(context, repeat)
            }
            Resume::MaxUntilTail => {
                self.repeat = context.repeat;
                if !matched {
                    self.state.ptr = context.ptr;
                }
                Step::Return(matched)
            }
            Resume::MinUntilTail => {
                self.repeat = context.repeat;
                if matched {
                    self.forget(context);
                    return Ok(After::Return(true));
                }
                self.recall(context);
                self.forget(context);
                self.state.ptr = context.ptr;
                let repeat = self.current_repeat(context)?;
                if !self.may_repeat(context.count, self.unit(repeat.pattern + 2))
                    || context.ptr == repeat.last_ptr
                {
                    return Ok(After::Return(false));
                }
                self.set_count(context, context.count as isize);
                push(&mut self.saved, repeat.last_ptr)?;
                self.set_last_ptr(context, context.ptr);
                context.resume = Resume::MinUntilMore;
                Step::Try { pattern: repeat.pattern + 3, toplevel: context.toplevel }
            }
            Resume::MinUntilMore => {
                let last_ptr = self.saved.pop().unwrap_or(NONE);
                self.set_last_ptr(context, last_ptr);
                if !matched {
                    self.set_count(context, context.count as isize - 1);
                    self.state.ptr = context.ptr;
                }
                Step::Return(matched)
            }
            Resume::Assert => {
                if !matched {
                    return Ok(After::Return(false));
                }
                context.pattern += 1 + self.unit(context.pattern + 1) as usize;
                return Ok(After::GoOn);
            }
            Resume::AssertNot => {
                if matched {
                    self.forget(context);
                    return Ok(After::Return(false));
                }
                self.recall(context);
                self.forget(context);
                context.pattern += 1 + self.unit(context.pattern + 1) as usize;
                return Ok(After::GoOn);
            }
            Resume::Atomic => {
                if !matched {
                    self.state.ptr = context.ptr;
                    return Ok(After::Return(false));
                }
                context.pattern += 1 + self.unit(context.pattern + 1) as usize;
                context.ptr = self.state.ptr;
                return Ok(After::GoOn);
            }
            Resume::PossessiveLeast => {
                if !matched {
                    self.state.ptr = context.ptr;
                    return Ok(After::Return(false));
                }
                context.count += 1;
                match self.possessive(context)? {
                    Some(step) => step,
                    None => return Ok(After::GoOn),
                }
            }
            Resume::PossessiveMore => {
                if matched {
                    self.forget(context);
                    context.count += 1;
                    match self.possessive(context)? {
                        Some(step) => step,
                        None => return Ok(After::GoOn),
                    }
                } else {
                    self.recall(context);
                    self.forget(context);
                    // The failed round leaves the position where it began.
                    self.state.ptr = context.repeat;
                    context.pattern += 2 + self.unit(context.pattern + 1) as usize;
                    context.ptr = context.repeat;
                    return Ok(After::GoOn);
                }
            }
        };
        Ok(match step {
            Step::Return(result) => After::Return(result),
            Step::Try { pattern, toplevel } => After::Try { pattern, toplevel },
        })
    }
}
