//! The interpreter lock. Threads of programs are threads of the system that run one at a time: who takes the lock finds
//! its own state in the static, who gives it back puts the state away. Before a second thread is started all of this
//! costs nothing.

use std::cell::{Cell, RefCell};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{STATE, ThreadState, current, set_native_stack_size, set_recursion_limit};
use crate::memory;
use crate::object::replace_slot;

/// Who asks for the lock is served in turn.
struct Queue {
    held: bool,
    next: u64,
    serving: u64,
}

/// The first thread starts with it.
static QUEUE: Mutex<Queue> = Mutex::new(Queue { held: true, next: 0, serving: 0 });
static FREED: Condvar = Condvar::new();
/// Threads that were started and have not ended.
static STARTED: AtomicUsize = AtomicUsize::new(0);
/// Somebody has waited for a whole interval.
static WANTED: AtomicBool = AtomicBool::new(false);
/// Another thread ran since the loop last looked.
static SWITCHED: AtomicBool = AtomicBool::new(false);
/// The thread that ends the interpreter: all others stop where they next want the lock. 0 while nobody does.
static ENDING: AtomicU64 = AtomicU64::new(0);
static INTERVAL_MICROSECONDS: AtomicU64 = AtomicU64::new(5000);
static SERIAL: AtomicU64 = AtomicU64::new(1);
/// How often a lock of a program was given back.
static RELEASES: Mutex<u64> = Mutex::new(0);
static RELEASED: Condvar = Condvar::new();

/// What a thread leaves behind when it doesn't run.
pub struct Thread {
    /// What `_thread.get_ident()` says.
    pub ident: u64,
    /// Unlike the ident never used again; 1 is the first thread.
    pub serial: u64,
    state: ThreadState,
    at_end: RefCell<Vec<Box<dyn FnOnce()>>>,
}

struct Registry(RefCell<Vec<&'static Thread>>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Registry {}

static THREADS: Registry = Registry(RefCell::new(Vec::new()));

thread_local! {
    static OWN: Cell<Option<&'static Thread>> = const { Cell::new(None) };
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn ident() -> u64 {
    // SAFETY: asks for the calling thread.
    unsafe { libc::pthread_self() as u64 }
}

fn register() -> &'static Thread {
    let thread = Box::leak(Box::new(Thread {
        ident: ident(),
        serial: SERIAL.fetch_add(1, Ordering::Relaxed),
        state: ThreadState::new(),
        at_end: RefCell::new(Vec::new()),
    }));
    OWN.set(Some(thread));
    thread
}

/// The calling thread, which holds the lock.
pub fn own() -> &'static Thread {
    match OWN.get() {
        Some(thread) => thread,
        None => {
            let thread = register();
            THREADS.0.borrow_mut().push(thread);
            thread
        }
    }
}

/// Whether the calling thread is the one that the interpreter started in: signals are its business.
pub fn is_first() -> bool {
    is_alone() || own().serial == 1
}

/// Whether no thread was started that still runs.
#[inline]
pub fn is_alone() -> bool {
    STARTED.load(Ordering::Relaxed) == 0
}

/// How many threads were started and still run.
pub fn started() -> usize {
    STARTED.load(Ordering::Relaxed)
}

/// Threads and the frames in which they stand, the calling one included.
pub fn frames() -> Vec<(u64, *const crate::frame::InterpreterFrame)> {
    let own = own();
    THREADS
        .0
        .borrow()
        .iter()
        .map(|thread| {
            let state = if thread.serial == own.serial { current() } else { &thread.state };
            (thread.ident, state.frame.get())
        })
        .collect()
}

/// Runs something when the calling thread ends.
pub fn at_end(work: Box<dyn FnOnce()>) {
    own().at_end.borrow_mut().push(work);
}

/// `sys.setswitchinterval`.
pub fn set_interval(seconds: f64) {
    INTERVAL_MICROSECONDS.store((seconds * 1e6).clamp(1.0, 1e12) as u64, Ordering::Relaxed);
}

/// Asks the loop to look.
fn set_breaker() {
    // SAFETY: the flag lives for ever; whoever runs reads it now or a little later.
    unsafe { AtomicBool::from_ptr(STATE.eval_breaker.as_ptr()) }.store(true, Ordering::Relaxed);
}

fn exchange_state(thread: &'static Thread) {
    // SAFETY: both are made of cells, nobody holds references into their fields, and the lock is held.
    unsafe { std::ptr::swap((&raw const STATE).cast_mut(), (&raw const thread.state).cast_mut()) };
}

fn release() {
    exchange_state(own());
    memory::leave_thread();
    locked(&QUEUE).held = false;
    FREED.notify_all();
}

fn acquire() {
    let Some(thread) = OWN.get() else { return };
    let mut queue = locked(&QUEUE);
    let turn = queue.next;
    queue.next += 1;
    while queue.held || queue.serving != turn {
        let interval = Duration::from_micros(INTERVAL_MICROSECONDS.load(Ordering::Relaxed));
        let (again, waited) = FREED.wait_timeout(queue, interval).unwrap_or_else(PoisonError::into_inner);
        queue = again;
        if waited.timed_out() {
            WANTED.store(true, Ordering::Relaxed);
            set_breaker();
        }
    }
    queue.serving += 1;
    let ending = ENDING.load(Ordering::Relaxed);
    if ending != 0 && ending != thread.serial {
        drop(queue);
        FREED.notify_all();
        loop {
            std::thread::park();
        }
    }
    queue.held = true;
    drop(queue);
    memory::adopt_thread();
    let limit = STATE.recursion_limit.get();
    exchange_state(thread);
    if STATE.recursion_limit.get() != limit {
        set_recursion_limit(limit);
    }
    SWITCHED.store(true, Ordering::Relaxed);
    STATE.eval_breaker.set(true);
}

/// Does something that takes a while, and touches no object, while others run.
pub fn without<T>(work: impl FnOnce() -> T) -> T {
    if is_alone() {
        return work();
    }
    release();
    let done = work();
    acquire();
    done
}

/// Lets the others run if they have waited long enough.
pub fn give_way() {
    if !is_alone() && WANTED.swap(false, Ordering::Relaxed) {
        release();
        acquire();
    }
}

/// Whether another thread ran since the last question.
pub fn take_switched() -> bool {
    SWITCHED.swap(false, Ordering::Relaxed)
}

/// A count of releases, for [`wait_for_release`].
pub fn releases() -> u64 {
    *locked(&RELEASES)
}

/// A lock of the program's was given back.
pub fn announce_release() {
    if !is_alone() {
        *locked(&RELEASES) += 1;
        RELEASED.notify_all();
    }
}

/// Waits, without the interpreter lock, for a release after the count was taken, for at most this long.
pub fn wait_for_release(before: u64, longest: Duration) {
    let start = Instant::now();
    without(|| {
        let mut count = locked(&RELEASES);
        while *count == before {
            let Some(rest) = longest.checked_sub(start.elapsed()).filter(|rest| !rest.is_zero()) else {
                return;
            };
            count = RELEASED.wait_timeout(count, rest).unwrap_or_else(PoisonError::into_inner).0;
        }
    });
}

/// What a new thread begins with.
struct Beginning {
    work: Box<dyn FnOnce()>,
    stack_size: usize,
    limit: i32,
    eval_frame: Option<super::EvalFrame>,
}

/// Starts a thread that takes the lock and runs `work`. Its ident.
///
/// By the system's own call: the library's asks for memory on the new thread and ends the process where there is none.
pub fn spawn(stack_size: usize, work: Box<dyn FnOnce()>) -> std::io::Result<u64> {
    own();
    let (limit, eval_frame) = (current().recursion_limit.get(), current().eval_frame.get());
    let beginning = Box::into_raw(Box::new(Beginning { work, stack_size, limit, eval_frame }));
    STARTED.fetch_add(1, Ordering::Relaxed);
    let mut ident: libc::pthread_t = 0;
    // SAFETY: the attributes are made before they are used; what is sent is touched with the interpreter lock held only.
    let error = unsafe {
        let mut attributes: libc::pthread_attr_t = std::mem::zeroed();
        let mut error = libc::pthread_attr_init(&raw mut attributes);
        if error == 0 {
            libc::pthread_attr_setdetachstate(&raw mut attributes, libc::PTHREAD_CREATE_DETACHED);
            error =
                libc::pthread_attr_setstacksize(&raw mut attributes, stack_size.next_multiple_of(1 << 16));
            if error == 0 {
                error = libc::pthread_create(&raw mut ident, &raw const attributes, begin, beginning.cast());
            }
            libc::pthread_attr_destroy(&raw mut attributes);
        }
        error
    };
    if error == 0 {
        return Ok(ident);
    }
    STARTED.fetch_sub(1, Ordering::Relaxed);
    // SAFETY: nobody else got it.
    drop(unsafe { Box::from_raw(beginning) });
    Err(std::io::Error::from_raw_os_error(error))
}

extern "C" fn begin(beginning: *mut libc::c_void) -> *mut libc::c_void {
    // Signals come to the first thread.
    // SAFETY: the set is written before it is read; the box is this thread's from here on.
    let beginning = unsafe {
        let mut all: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&mut all);
        libc::pthread_sigmask(libc::SIG_BLOCK, &all, std::ptr::null_mut());
        Box::from_raw(beginning.cast::<Beginning>())
    };
    let thread = register();
    thread.state.eval_frame.set(beginning.eval_frame);
    thread.state.recursion_limit.set(beginning.limit);
    thread.state.recursion_remaining.set(beginning.limit);
    acquire();
    set_native_stack_size(beginning.stack_size - beginning.stack_size / 16);
    THREADS.0.borrow_mut().push(thread);
    let Beginning { work, .. } = *beginning;
    work();
    end(thread);
    std::ptr::null_mut()
}

/// The last things of a thread, after which it holds no object.
fn end(thread: &'static Thread) {
    let state = current();
    for slot in
        [&state.c_tracefunc, &state.c_profilefunc, &state.async_gen_firstiter, &state.async_gen_finalizer]
    {
        drop(replace_slot(slot, None));
    }
    state.use_tracing.set(false);
    crate::errors::clear();
    loop {
        let Some(work) = thread.at_end.borrow_mut().pop() else { break };
        work();
    }
    crate::errors::clear();
    THREADS.0.borrow_mut().retain(|other| other.serial != thread.serial);
    // SAFETY: no frame of this thread is left.
    unsafe { memory::free(state.data_stack.chunk.replace(std::ptr::null_mut()).cast()) };
    STARTED.fetch_sub(1, Ordering::Relaxed);
    OWN.set(None);
    // SAFETY: made by `register`; neither the list nor this thread has it any more.
    drop(unsafe { Box::from_raw(std::ptr::from_ref(thread).cast_mut()) });
    memory::leave_thread();
    locked(&QUEUE).held = false;
    FREED.notify_all();
}

/// From here on no other thread gets the lock.
pub fn end_others() {
    ENDING.store(own().serial, Ordering::Relaxed);
}

/// In the child of a fork, which has one thread only.
pub fn forked() {
    let own = own();
    STARTED.store(0, Ordering::Relaxed);
    THREADS.0.borrow_mut().retain(|other| other.serial == own.serial);
    // Those who waited for their turn are not here.
    if let Ok(mut queue) = QUEUE.try_lock() {
        queue.serving = queue.next;
    }
}
