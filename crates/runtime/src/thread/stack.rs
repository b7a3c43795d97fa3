//! More native stack for work that needs much of it.

use super::current;

type Work<'a> = &'a mut (dyn FnMut() + Send);

/// Runs `work` with `size` bytes of stack: here, if there are so many, else on a thread of its own that is waited for.
/// Whether that was possible.
pub fn with_stack(size: usize, work: Work<'_>) -> bool {
    let here = std::ptr::from_ref(&size) as usize;
    let limit = current().stack_limit.get();
    if limit != 0 && here > limit && here - limit >= size {
        work();
        return true;
    }
    let mut work = work;
    // By the system's own call: the library's can end the process where there is no memory.
    // SAFETY: the attributes are made before they are used, and the work outlives the thread.
    unsafe {
        let mut attributes: libc::pthread_attr_t = std::mem::zeroed();
        let mut thread: libc::pthread_t = 0;
        if libc::pthread_attr_init(&raw mut attributes) != 0 {
            return false;
        }
        let started = libc::pthread_attr_setstacksize(&raw mut attributes, size) == 0
            && libc::pthread_create(&raw mut thread, &raw const attributes, run, (&raw mut work).cast()) == 0;
        libc::pthread_attr_destroy(&raw mut attributes);
        started && libc::pthread_join(thread, std::ptr::null_mut()) == 0
    }
}

extern "C" fn run(work: *mut libc::c_void) -> *mut libc::c_void {
    // SAFETY: the address of the work, which its owner waits for.
    let work = unsafe { &mut *work.cast::<Work<'_>>() };
    work();
    std::ptr::null_mut()
}
