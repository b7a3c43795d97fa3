//! Whether code that a program hands in is what a compiler of patterns would write: the matcher relies on it to end.

use super::chars::{INFO_CHARSET, INFO_LITERAL, INFO_PREFIX, LAST_CATEGORY, at, op};

const MAX_GROUPS: usize = 0x3fff_ffff;

/// Why code is not valid; nobody asks.
struct Invalid;

type Checked<T = ()> = Result<T, Invalid>;

/// Whether the code of a pattern with this many groups is valid.
pub fn is_valid(code: &[u32], groups: usize) -> bool {
    let Some((last, body)) = code.split_last() else { return false };
    let mut checker = Checker { code: body, groups, depth: 0 };
    groups <= MAX_GROUPS
        && *last == op::SUCCESS
        && checker.sequence(0, body.len()).is_ok_and(|ends_in_jump| !ends_in_jump)
}

struct Checker<'a> {
    code: &'a [u32],
    groups: usize,
    depth: usize,
}

impl Checker<'_> {
    fn unit(&self, at: usize, end: usize) -> Checked<u32> {
        if at < end { self.code.get(at).copied().ok_or(Invalid) } else { Err(Invalid) }
    }

    /// A distance that stands at a place, inside what ends at `end`.
    fn skip(&self, at: usize, end: usize) -> Checked<usize> {
        let skip = self.unit(at, end)? as usize;
        if skip > end - at { Err(Invalid) } else { Ok(skip) }
    }

    /// Checks from one place to another; whether it ends in a jump out of it.
    fn sequence(&mut self, start: usize, end: usize) -> Checked<bool> {
        if start > end || end > self.code.len() || self.depth > 2000 {
            return Err(Invalid);
        }
        self.depth += 1;
        let result = self.operators(start, end);
        self.depth -= 1;
        result
    }

    /// A sequence without a jump out of it.
    fn closed(&mut self, start: usize, end: Option<usize>) -> Checked {
        if self.sequence(start, end.ok_or(Invalid)?)? { Err(Invalid) } else { Ok(()) }
    }

    fn expect(&self, place: usize, end: usize, operators: &[u32]) -> Checked {
        if operators.contains(&self.unit(place, end)?) { Ok(()) } else { Err(Invalid) }
    }

    fn operators(&mut self, start: usize, end: usize) -> Checked<bool> {
        let mut here = start;
        while here < end {
            let operator = self.unit(here, end)?;
            here += 1;
            match operator {
                op::MARK => {
                    if self.unit(here, end)? as usize > 2 * self.groups + 1 {
                        return Err(Invalid);
                    }
                    here += 1;
                }
                op::LITERAL
                | op::NOT_LITERAL
                | op::LITERAL_IGNORE
                | op::NOT_LITERAL_IGNORE
                | op::LITERAL_UNI_IGNORE
                | op::NOT_LITERAL_UNI_IGNORE
                | op::LITERAL_LOC_IGNORE
                | op::NOT_LITERAL_LOC_IGNORE => {
                    self.unit(here, end)?;
                    here += 1;
                }
                op::SUCCESS | op::FAILURE | op::ANY | op::ANY_ALL => {}
                op::AT => {
                    if self.unit(here, end)? > at::UNI_NON_BOUNDARY {
                        return Err(Invalid);
                    }
                    here += 1;
                }
                op::IN | op::IN_IGNORE | op::IN_UNI_IGNORE | op::IN_LOC_IGNORE => {
                    let skip = self.skip(here, end)?;
                    let last = (here + skip).checked_sub(1).filter(|last| *last > here).ok_or(Invalid)?;
                    self.set(here + 1, last)?;
                    self.expect(last, end, &[op::FAILURE])?;
                    here += skip;
                }
                op::INFO => here = self.info(here, end)?,
                op::BRANCH => here = self.branch(here, end)?,
                op::REPEAT_ONE | op::MIN_REPEAT_ONE | op::POSSESSIVE_REPEAT_ONE => {
                    here = self.repeat(here, end, &[op::SUCCESS], 0)?;
                }
                op::POSSESSIVE_REPEAT => here = self.repeat(here, end, &[op::SUCCESS], 1)?,
                op::REPEAT => here = self.repeat(here, end, &[op::MAX_UNTIL, op::MIN_UNTIL], 1)?,
                op::ATOMIC_GROUP => {
                    let skip = self.skip(here, end)?;
                    let last = (here + skip).checked_sub(1);
                    self.closed(here + 1, last)?;
                    self.expect(here + skip - 1, end, &[op::SUCCESS])?;
                    here += skip;
                }
                op::GROUPREF | op::GROUPREF_IGNORE | op::GROUPREF_UNI_IGNORE | op::GROUPREF_LOC_IGNORE => {
                    self.group(here, end)?;
                    here += 1;
                }
                op::GROUPREF_EXISTS => {
                    self.group(here, end)?;
                    // The distance counts from the group's number.
                    let skip = self.unit(here + 1, end)? as usize;
                    let target = here.checked_add(skip).filter(|target| skip >= 2 && *target <= end);
                    let mut target = target.ok_or(Invalid)?;
                    if self.sequence(here + 2, target)? {
                        let place = target - 1;
                        let skip = self.skip(place, end)?;
                        self.closed(place + 1, place.checked_add(skip))?;
                        target = place + skip;
                    }
                    here = target;
                }
                op::ASSERT | op::ASSERT_NOT => {
                    let skip = self.skip(here, end)?;
                    if self.unit(here + 1, end)? & 0x8000_0000 != 0 {
                        return Err(Invalid);
                    }
                    let last = (here + skip).checked_sub(1);
                    self.closed(here + 2, last)?;
                    self.expect(here + skip - 1, end, &[op::SUCCESS])?;
                    here += skip;
                }
                // Only as the last operator; its distance is its reader's business.
                op::JUMP => return if here + 1 == end { Ok(true) } else { Err(Invalid) },
                _ => return Err(Invalid),
            }
        }
        Ok(false)
    }

    fn group(&self, place: usize, end: usize) -> Checked {
        if (self.unit(place, end)? as usize) < self.groups { Ok(()) } else { Err(Invalid) }
    }

    /// Distance, least, most, a body, one of the closing operators; where it goes on.
    fn repeat(&mut self, here: usize, end: usize, closing: &[u32], behind: usize) -> Checked<usize> {
        let skip = self.skip(here, end)?;
        let (least, most) = (self.unit(here + 1, end)?, self.unit(here + 2, end)?);
        if least > most {
            return Err(Invalid);
        }
        // The distance of one form leads behind the closing operator, that of the other to it.
        let last = (here + skip + behind).checked_sub(1).filter(|last| *last >= here + 3);
        self.closed(here + 3, last)?;
        let last = last.ok_or(Invalid)?;
        self.expect(last, end, closing)?;
        Ok(last + 1)
    }

    fn branch(&mut self, here: usize, end: usize) -> Checked<usize> {
        let mut here = here;
        let mut target = None;
        loop {
            let skip = self.skip(here, end)?;
            if skip == 0 {
                break;
            }
            let jump = (here + skip).checked_sub(2);
            self.closed(here + 1, jump)?;
            self.expect(here + skip - 2, end, &[op::JUMP])?;
            here += skip - 1;
            let own = here + self.skip(here, end)?;
            if *target.get_or_insert(own) != own {
                return Err(Invalid);
            }
            here += 1;
        }
        here += 1;
        if target == Some(here) { Ok(here) } else { Err(Invalid) }
    }

    fn info(&mut self, here: usize, end: usize) -> Checked<usize> {
        let next = here + self.skip(here, end)?;
        let flags = self.unit(here + 1, end)?;
        let mut place = here + 4;
        let allowed = INFO_PREFIX | INFO_LITERAL | INFO_CHARSET;
        let prefix = flags & INFO_PREFIX != 0;
        let charset = flags & INFO_CHARSET != 0;
        if place > next || flags & !allowed != 0 || prefix && charset || flags & INFO_LITERAL != 0 && !prefix
        {
            return Err(Invalid);
        }
        if prefix {
            let length = self.unit(place, next)? as usize;
            let skip = self.unit(place + 1, next)? as usize;
            place += 2;
            if length > next - place || length > next - place - length || skip > length || length == 0 {
                return Err(Invalid);
            }
            if self.code[place + length..place + 2 * length].iter().any(|back| *back as usize >= length) {
                return Err(Invalid);
            }
            place += 2 * length;
        }
        if charset {
            let last = next.checked_sub(1).filter(|last| *last >= place).ok_or(Invalid)?;
            self.set(place, last)?;
            self.expect(last, end, &[op::FAILURE])?;
        } else if place != next {
            return Err(Invalid);
        }
        Ok(next)
    }

    fn set(&self, start: usize, end: usize) -> Checked {
        let mut here = start;
        while here < end {
            let width = match self.unit(here, end)? {
                op::NEGATE => 1,
                op::LITERAL => 2,
                op::RANGE | op::RANGE_UNI_IGNORE => 3,
                op::CHARSET => 9,
                op::BIGCHARSET => {
                    let blocks = self.unit(here + 1, end)?;
                    for place in here + 2..here + 66 {
                        if self
                            .unit(place, end)?
                            .to_le_bytes()
                            .iter()
                            .any(|block| u32::from(*block) >= blocks)
                        {
                            return Err(Invalid);
                        }
                    }
                    66 + blocks as usize * 8
                }
                op::CATEGORY if self.unit(here + 1, end)? <= LAST_CATEGORY => 2,
                _ => return Err(Invalid),
            };
            here += width;
        }
        if here == end { Ok(()) } else { Err(Invalid) }
    }
}
