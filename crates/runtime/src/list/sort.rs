//! `list.sort`: a stable, adaptive merge sort that compares in CPython's order (`Objects/listsort.txt`): natural runs,
//! short ones extended by binary insertion, merged by the powersort rule, galloping where one run keeps winning.

use std::mem::MaybeUninit;
use std::ptr::null_mut;

use super::PyListObject;
use crate::float::PyFloatObject;
use crate::int::PyLongObject;
use crate::object::{PyObject, Raised, Ref};
use crate::objects::{self, EQ, LT};
use crate::str::PyUnicodeObject;
use crate::tuple::PyTupleObject;

/// When one run wins this often in a row, search instead of comparing one by one.
const MIN_GALLOP: usize = 7;

/// What is sorted: an item that is its own key, or a key with its item.
trait Entry: Copy {
    fn key<'a>(self) -> &'a PyObject;
}

impl Entry for *mut PyObject {
    #[inline(always)]
    fn key<'a>(self) -> &'a PyObject {
        // SAFETY: the sorter owns a reference to each item while it sorts.
        unsafe { &*self }
    }
}

impl Entry for (*mut PyObject, *mut PyObject) {
    #[inline(always)]
    fn key<'a>(self) -> &'a PyObject {
        // SAFETY: as above, for keys.
        unsafe { &*self.0 }
    }
}

/// How two keys are compared, chosen by looking at all of them first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Compare {
    Any,
    /// Exact strings of one byte a character.
    Latin,
    /// Exact integers of at most one digit.
    Small,
    /// Exact floats.
    Float,
}

struct Order {
    compare: Compare,
    /// The keys are non-empty tuples and `compare` is for their first items.
    in_tuples: bool,
}

impl Order {
    fn of<T: Entry>(entries: &[T]) -> Order {
        let first = |key: &PyObject| -> Option<*const PyObject> {
            key.cast_exact::<PyTupleObject>()
                .and_then(|tuple| tuple.items().first().map(|item| std::ptr::from_ref(*item)))
        };
        let Some(start) = entries.first() else { return Order { compare: Compare::Any, in_tuples: false } };
        let in_tuples = first(start.key()).is_some();
        let mut kind: Option<Compare> = None;
        for entry in entries {
            let mut key = entry.key();
            if in_tuples {
                match first(key) {
                    // SAFETY: an item of a live tuple.
                    Some(item) => key = unsafe { &*item },
                    None => return Order { compare: Compare::Any, in_tuples: false },
                }
            }
            let own = if let Some(text) = key.cast_exact::<PyUnicodeObject>() {
                if text.kind() == 1 { Compare::Latin } else { Compare::Any }
            } else if let Some(number) = key.cast_exact::<PyLongObject>() {
                if number.signed_size().unsigned_abs() <= 1 { Compare::Small } else { Compare::Any }
            } else if key.is_exact::<PyFloatObject>() {
                Compare::Float
            } else {
                Compare::Any
            };
            kind = match kind {
                None => Some(own),
                Some(kind) if kind == own => Some(kind),
                Some(_) => Some(Compare::Any),
            };
            if kind == Some(Compare::Any) && !in_tuples {
                break;
            }
        }
        Order { compare: kind.unwrap_or(Compare::Any), in_tuples }
    }

    /// `a < b`.
    #[inline]
    fn less(&self, a: &PyObject, b: &PyObject) -> Result<bool, Raised> {
        if self.in_tuples { self.less_tuples(a, b) } else { self.less_plain(a, b) }
    }

    #[inline]
    fn less_plain(&self, a: &PyObject, b: &PyObject) -> Result<bool, Raised> {
        // SAFETY: every key was seen to be of this kind, and neither kind changes.
        unsafe {
            match self.compare {
                Compare::Any => less_any(a, b),
                Compare::Latin => {
                    let (a, b): (&PyUnicodeObject, &PyUnicodeObject) =
                        (a.cast_unchecked(), b.cast_unchecked());
                    Ok(a.data().as_bytes() < b.data().as_bytes())
                }
                Compare::Small => {
                    let (a, b): (&PyLongObject, &PyLongObject) = (a.cast_unchecked(), b.cast_unchecked());
                    Ok(a.compact() < b.compact())
                }
                Compare::Float => {
                    let (a, b): (&PyFloatObject, &PyFloatObject) = (a.cast_unchecked(), b.cast_unchecked());
                    Ok(a.value() < b.value())
                }
            }
        }
    }

    fn less_tuples(&self, a: &PyObject, b: &PyObject) -> Result<bool, Raised> {
        let (left, right) = (crate::tuple::items_of(a), crate::tuple::items_of(b));
        for (index, (x, y)) in left.iter().zip(right).enumerate() {
            if !objects::rich_compare_bool(x, y, EQ)? {
                return if index == 0 { self.less_plain(x, y) } else { objects::rich_compare_bool(x, y, LT) };
            }
        }
        Ok(left.len() < right.len())
    }
}

/// Asks the type of two objects that share it, without counting a level of recursion (`unsafe_object_compare`).
fn less_any(a: &PyObject, b: &PyObject) -> Result<bool, Raised> {
    let ty = a.ob_type();
    if std::ptr::eq(ty, b.ob_type())
        && let Some(compare) = ty.tp_richcompare.get()
    {
        let answer = compare(a, b, LT)?;
        if !answer.is(&crate::singletons::NOT_IMPLEMENTED) {
            return objects::is_true(&answer);
        }
    }
    objects::rich_compare_bool(a, b, LT)
}

/// A natural run waiting to be merged.
struct Run {
    start: usize,
    len: usize,
    /// Depth in the ideal merge tree of the boundary behind it.
    power: u32,
}

struct Sorter<'a, T> {
    entries: &'a mut [T],
    order: Order,
    runs: Vec<Run>,
    min_gallop: usize,
    scratch: Vec<MaybeUninit<T>>,
}

impl<T: Entry> Sorter<'_, T> {
    #[inline]
    fn less(&self, a: T, b: T) -> Result<bool, Raised> {
        self.order.less(a.key(), b.key())
    }

    fn sort(&mut self) -> Result<(), Raised> {
        let total = self.entries.len();
        let min_run = min_run(total);
        let mut start = 0;
        while start < total {
            let (mut len, descending) = self.count_run(start)?;
            if descending {
                self.entries[start..start + len].reverse();
            }
            if len < min_run {
                let forced = min_run.min(total - start);
                self.insertion_sort(start, start + len, start + forced)?;
                len = forced;
            }
            self.push_run(start, len)?;
            start += len;
        }
        while self.runs.len() > 1 {
            let mut at = self.runs.len() - 2;
            if at > 0 && self.runs[at - 1].len < self.runs[at + 1].len {
                at -= 1;
            }
            self.merge_at(at)?;
        }
        Ok(())
    }

    /// The length of the run at `start`, and whether it descends strictly.
    fn count_run(&self, start: usize) -> Result<(usize, bool), Raised> {
        let rest = &self.entries[start..];
        if rest.len() == 1 {
            return Ok((1, false));
        }
        let descending = self.less(rest[1], rest[0])?;
        let mut len = 2;
        while len < rest.len() && self.less(rest[len], rest[len - 1])? == descending {
            len += 1;
        }
        Ok((len, descending))
    }

    /// Sorts `start..end`, of which `start..sorted` is sorted.
    fn insertion_sort(&mut self, start: usize, sorted: usize, end: usize) -> Result<(), Raised> {
        for next in sorted.max(start + 1)..end {
            let pivot = self.entries[next];
            let (mut low, mut high) = (start, next);
            while low < high {
                let middle = low + ((high - low) >> 1);
                if self.less(pivot, self.entries[middle])? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            self.entries.copy_within(low..next, low + 1);
            self.entries[low] = pivot;
        }
        Ok(())
    }

    fn push_run(&mut self, start: usize, len: usize) -> Result<(), Raised> {
        if let Some(last) = self.runs.last() {
            let power = power(last.start, last.len, len, self.entries.len());
            while self.runs.len() > 1 && self.runs[self.runs.len() - 2].power > power {
                self.merge_at(self.runs.len() - 2)?;
            }
            if let Some(last) = self.runs.last_mut() {
                last.power = power;
            }
        }
        self.runs.push(Run { start, len, power: 0 });
        Ok(())
    }

    /// Merges run `at` with the next.
    fn merge_at(&mut self, at: usize) -> Result<(), Raised> {
        let next = self.runs.remove(at + 1);
        let (mut start, mut len) = (self.runs[at].start, self.runs[at].len);
        let middle = next.start;
        self.runs[at].len = len + next.len;
        // What is in place already at either end stays.
        let skip = self.gallop_right(self.entries[middle], start, len, 0)?;
        start += skip;
        len -= skip;
        if len == 0 {
            return Ok(());
        }
        let next_len = self.gallop_left(self.entries[middle - 1], middle, next.len, next.len - 1)?;
        if next_len == 0 {
            return Ok(());
        }
        if len <= next_len {
            self.merge_low(start, len, next_len)
        } else {
            self.merge_high(start, len, next_len)
        }
    }

    /// Where a key belongs in the sorted `len` entries from `base`, before its equals; the search begins at `hint`.
    fn gallop_left(&self, key: T, base: usize, len: usize, hint: usize) -> Result<usize, Raised> {
        gallop(len, hint, |i| self.less(self.entries[base + i], key))
    }

    /// As `gallop_left`, behind its equals.
    fn gallop_right(&self, key: T, base: usize, len: usize, hint: usize) -> Result<usize, Raised> {
        gallop(len, hint, |i| Ok(!self.less(key, self.entries[base + i])?))
    }

    fn save(&mut self, start: usize, len: usize) -> Result<(), Raised> {
        self.scratch.clear();
        crate::memory::fallibly(|| self.scratch.try_reserve(len)).map_err(|_| crate::errors::no_memory())?;
        self.scratch.extend(self.entries[start..start + len].iter().map(|entry| MaybeUninit::new(*entry)));
        Ok(())
    }

    #[inline(always)]
    fn saved(&self, index: usize) -> T {
        // SAFETY: `save` wrote every entry.
        unsafe { self.scratch[index].assume_init() }
    }

    /// Merges left to right; the left run, which is not the longer, is set aside.
    fn merge_low(&mut self, start: usize, left_len: usize, right_len: usize) -> Result<(), Raised> {
        self.save(start, left_len)?;
        let mut merge = Low {
            dest: start,
            left: 0,
            left_end: left_len,
            right: start + left_len,
            right_end: start + left_len + right_len,
        };
        let result = self.merge_low_loop(&mut merge);
        // Whatever happened, what was set aside goes back: nothing is lost.
        for left in merge.left..merge.left_end {
            self.entries[merge.dest + left - merge.left] = self.saved(left);
        }
        result
    }

    fn merge_low_loop(&mut self, m: &mut Low) -> Result<(), Raised> {
        self.take_right(m);
        if m.right == m.right_end {
            return Ok(());
        }
        if m.left_end - m.left == 1 {
            self.last_left(m);
            return Ok(());
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut left_wins, mut right_wins) = (0, 0);
            loop {
                if self.less(self.entries[m.right], self.saved(m.left))? {
                    self.take_right(m);
                    right_wins += 1;
                    left_wins = 0;
                    if m.right == m.right_end {
                        return Ok(());
                    }
                    if right_wins >= min_gallop {
                        break;
                    }
                } else {
                    self.take_left(m);
                    left_wins += 1;
                    right_wins = 0;
                    if m.left_end - m.left == 1 {
                        self.last_left(m);
                        return Ok(());
                    }
                    if left_wins >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let key = self.entries[m.right];
                let left = m.left;
                left_wins = gallop(m.left_end - left, 0, |i| Ok(!self.less(key, self.saved(left + i))?))?;
                for _ in 0..left_wins {
                    self.take_left(m);
                }
                if left_wins > 0 {
                    if m.left_end - m.left == 1 {
                        self.last_left(m);
                        return Ok(());
                    }
                    if m.left_end == m.left {
                        return Ok(());
                    }
                }
                self.take_right(m);
                if m.right == m.right_end {
                    return Ok(());
                }
                let key = self.saved(m.left);
                right_wins = self.gallop_left(key, m.right, m.right_end - m.right, 0)?;
                if right_wins > 0 {
                    self.entries.copy_within(m.right..m.right + right_wins, m.dest);
                    m.dest += right_wins;
                    m.right += right_wins;
                    if m.right == m.right_end {
                        return Ok(());
                    }
                }
                self.take_left(m);
                if m.left_end - m.left == 1 {
                    self.last_left(m);
                    return Ok(());
                }
                if left_wins < MIN_GALLOP && right_wins < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }

    #[inline(always)]
    fn take_right(&mut self, m: &mut Low) {
        self.entries[m.dest] = self.entries[m.right];
        m.dest += 1;
        m.right += 1;
    }

    #[inline(always)]
    fn take_left(&mut self, m: &mut Low) {
        self.entries[m.dest] = self.saved(m.left);
        m.dest += 1;
        m.left += 1;
    }

    /// The last entry of the left run goes behind all that is left of the right one.
    fn last_left(&mut self, m: &mut Low) {
        self.entries.copy_within(m.right..m.right_end, m.dest);
        m.dest += m.right_end - m.right;
        m.right = m.right_end;
    }

    /// Merges right to left; the right run, which is the shorter, is set aside.
    fn merge_high(&mut self, start: usize, left_len: usize, right_len: usize) -> Result<(), Raised> {
        self.save(start + left_len, right_len)?;
        let mut merge =
            High { dest: start + left_len + right_len, base: start, left: left_len, right: right_len };
        let result = self.merge_high_loop(&mut merge);
        for right in 0..merge.right {
            self.entries[merge.dest - merge.right + right] = self.saved(right);
        }
        result
    }

    fn merge_high_loop(&mut self, m: &mut High) -> Result<(), Raised> {
        self.take_left_end(m);
        if m.left == 0 {
            return Ok(());
        }
        if m.right == 1 {
            self.first_right(m);
            return Ok(());
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut left_wins, mut right_wins) = (0, 0);
            loop {
                if self.less(self.saved(m.right - 1), self.entries[m.base + m.left - 1])? {
                    self.take_left_end(m);
                    left_wins += 1;
                    right_wins = 0;
                    if m.left == 0 {
                        return Ok(());
                    }
                    if left_wins >= min_gallop {
                        break;
                    }
                } else {
                    self.take_right_end(m);
                    right_wins += 1;
                    left_wins = 0;
                    if m.right == 1 {
                        self.first_right(m);
                        return Ok(());
                    }
                    if right_wins >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let key = self.saved(m.right - 1);
                left_wins = m.left - self.gallop_right(key, m.base, m.left, m.left - 1)?;
                if left_wins > 0 {
                    let from = m.base + m.left - left_wins;
                    self.entries.copy_within(from..from + left_wins, m.dest - left_wins);
                    m.dest -= left_wins;
                    m.left -= left_wins;
                    if m.left == 0 {
                        return Ok(());
                    }
                }
                self.take_right_end(m);
                if m.right == 1 {
                    self.first_right(m);
                    return Ok(());
                }
                let key = self.entries[m.base + m.left - 1];
                let kept = gallop(m.right, m.right - 1, |i| self.less(self.saved(i), key))?;
                right_wins = m.right - kept;
                for _ in 0..right_wins {
                    self.take_right_end(m);
                }
                if right_wins > 0 {
                    if m.right == 1 {
                        self.first_right(m);
                        return Ok(());
                    }
                    if m.right == 0 {
                        return Ok(());
                    }
                }
                self.take_left_end(m);
                if m.left == 0 {
                    return Ok(());
                }
                if left_wins < MIN_GALLOP && right_wins < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }

    #[inline(always)]
    fn take_left_end(&mut self, m: &mut High) {
        m.dest -= 1;
        m.left -= 1;
        self.entries[m.dest] = self.entries[m.base + m.left];
    }

    #[inline(always)]
    fn take_right_end(&mut self, m: &mut High) {
        m.dest -= 1;
        m.right -= 1;
        self.entries[m.dest] = self.saved(m.right);
    }

    /// The first entry of the right run goes before all that is left of the left one.
    fn first_right(&mut self, m: &mut High) {
        self.entries.copy_within(m.base..m.base + m.left, m.dest - m.left);
        m.dest -= m.left;
        m.left = 0;
    }
}

/// A merge from the left: positions in the scratch (`left`) and among the entries.
struct Low {
    dest: usize,
    left: usize,
    left_end: usize,
    right: usize,
    right_end: usize,
}

/// A merge from the right: how much of each run is left, and the end of the free place.
struct High {
    dest: usize,
    base: usize,
    left: usize,
    right: usize,
}

/// The first of `len` positions for which `before` does not hold (it holds for a prefix), looking first near `hint` in
/// steps that double, then by halving.
fn gallop(len: usize, hint: usize, before: impl Fn(usize) -> Result<bool, Raised>) -> Result<usize, Raised> {
    let (mut step, mut last) = (1, 0);
    // The answer lies in `low..=high`.
    let (mut low, mut high);
    if before(hint)? {
        let most = len - hint;
        while step < most && before(hint + step)? {
            last = step;
            step = step * 2 + 1;
        }
        low = hint + last + 1;
        high = hint + step.min(most);
    } else {
        let most = hint + 1;
        while step < most && !before(hint - step)? {
            last = step;
            step = step * 2 + 1;
        }
        low = hint + 1 - step.min(most);
        high = hint - last;
    }
    while low < high {
        let middle = low + ((high - low) >> 1);
        if before(middle)? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(high)
}

/// Runs shorter than this are extended: 32 to 64, so that the number of runs is at or just below a power of two.
fn min_run(mut len: usize) -> usize {
    let mut odd = 0;
    while len >= 64 {
        odd |= len & 1;
        len >>= 1;
    }
    len + odd
}

/// The depth at which the middles of two neighbouring runs part in a binary tree over the whole.
fn power(start: usize, left_len: usize, right_len: usize, total: usize) -> u32 {
    let total = total as u128;
    let mut left = 2 * start as u128 + left_len as u128;
    let mut right = left + left_len as u128 + right_len as u128;
    let mut power = 0;
    loop {
        power += 1;
        if left >= total {
            left -= total;
            right -= total;
        } else if right >= total {
            return power;
        }
        left <<= 1;
        right <<= 1;
    }
}

/// Sorts by keys whose comparison runs nobody's code and is a total order: any stable sort gives the same then, so that of
/// Rust's library does, on the keys' bare values.
fn sort_plainly<T: Entry>(entries: &mut [T], order: &Order) -> Option<Result<(), Raised>> {
    if order.in_tuples {
        return None;
    }
    // SAFETY: every key was seen to be of this kind.
    unsafe {
        match order.compare {
            Compare::Any => None,
            Compare::Small => Some(sort_values(entries, |entry| {
                entry.key().cast_unchecked::<PyLongObject>().compact().unwrap_or_default()
            })),
            Compare::Latin => Some(sort_values(entries, |entry| {
                entry.key().cast_unchecked::<PyUnicodeObject>().data().as_bytes()
            })),
            Compare::Float => {
                let value = |entry: &T| entry.key().cast_unchecked::<PyFloatObject>().value();
                if entries.iter().any(|entry| value(entry).is_nan()) {
                    return None;
                }
                // Both zeros are equal.
                Some(sort_values(entries, |entry| Ordered(value(entry) + 0.0)))
            }
        }
    }
}

/// A float that is no NaN.
#[derive(Clone, Copy, PartialEq)]
struct Ordered(f64);

impl Eq for Ordered {}

impl PartialOrd for Ordered {
    #[inline(always)]
    fn partial_cmp(&self, other: &Ordered) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    #[inline(always)]
    fn cmp(&self, other: &Ordered) -> std::cmp::Ordering {
        self.0.partial_cmp(&other.0).unwrap_or(std::cmp::Ordering::Equal)
    }
}

fn sort_values<T: Entry, K: Ord + Copy>(entries: &mut [T], value: impl Fn(&T) -> K) -> Result<(), Raised> {
    let mut pairs: Vec<(K, T)> = crate::memory::try_vec(entries.len())?;
    // The sort allocates as much again, and can't say that it failed.
    drop(crate::memory::try_vec::<(K, T)>(entries.len())?);
    pairs.extend(entries.iter().map(|entry| (value(entry), *entry)));
    pairs.sort_by_key(|pair| pair.0);
    for (place, (_, entry)) in entries.iter_mut().zip(&pairs) {
        *place = *entry;
    }
    Ok(())
}

fn sort_entries<T: Entry>(entries: &mut [T], reverse: bool) -> Result<(), Raised> {
    if entries.len() < 2 {
        return Ok(());
    }
    let order = Order::of(entries);
    // Reversing before and after keeps equals in their order.
    if reverse {
        entries.reverse();
    }
    if let Some(sorted) = sort_plainly(entries, &order) {
        if reverse {
            entries.reverse();
        }
        return sorted;
    }
    let mut sorter = Sorter {
        entries: &mut *entries,
        order,
        runs: Vec::new(),
        min_gallop: MIN_GALLOP,
        scratch: Vec::new(),
    };
    let result = sorter.sort();
    if reverse {
        entries.reverse();
    }
    result
}

impl PyListObject {
    /// `list.sort(key=key, reverse=reverse)`. The list looks empty meanwhile.
    pub fn sort(&self, key: Option<&PyObject>, reverse: bool) -> Result<(), Raised> {
        let size = self.len();
        let items = self.ob_item.replace(null_mut());
        let allocated = self.allocated.replace(-1);
        self.ob_base.ob_size.set(0);
        // SAFETY: the block holds `size` items, which belong to this function now.
        let block: &mut [*mut PyObject] = if items.is_null() {
            &mut []
        } else {
            unsafe { std::slice::from_raw_parts_mut(items.cast(), size) }
        };
        let mut result = match key {
            None => sort_entries(block, reverse),
            Some(key) => sort_by_key(block, key, reverse),
        };
        if self.allocated.get() != -1 && result.is_ok() {
            result = Err(crate::raise!(VALUE_ERROR, "list modified during sort"));
        }
        let intruders = self.ob_item.replace(items);
        let intruding = self.len();
        self.ob_base.ob_size.set(size as isize);
        self.allocated.set(allocated);
        if !intruders.is_null() {
            // SAFETY: what comparisons put into the list meanwhile, a block that is nobody's now.
            unsafe {
                for index in (0..intruding).rev() {
                    drop(Ref::from_nullable((*intruders.add(index)).get()));
                }
                crate::memory::free(intruders.cast());
            }
        }
        result
    }
}

fn sort_by_key(block: &mut [*mut PyObject], key: &PyObject, reverse: bool) -> Result<(), Raised> {
    let mut keys: Vec<Ref> = crate::memory::try_vec(block.len())?;
    for item in block.iter() {
        // SAFETY: the block owns its items.
        keys.push(crate::call::call(key, &[unsafe { &**item }])?);
    }
    let mut entries: Vec<(*mut PyObject, *mut PyObject)> = crate::memory::try_vec(block.len())?;
    entries.extend(keys.iter().zip(block.iter()).map(|(key, item)| (key.as_raw(), *item)));
    let result = sort_entries(&mut entries, reverse);
    for (place, (_, item)) in block.iter_mut().zip(&entries) {
        *place = *item;
    }
    result
}
