//! What the WebAssembly module offers to the page, and what takes the place of the standard library in it.
//!
//! It unpacks one program and is thrown away: memory that was given out is never taken back, and a panic ends it.

#![expect(unsafe_code, reason = "the page gives and takes bytes by address")]

use alloc::alloc::{GlobalAlloc, Layout};
use alloc::vec::Vec;
use core::arch::wasm32;
use core::panic::PanicInfo;
use core::ptr;
use core::slice;
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Room for packed bytes: the page writes them there.
#[unsafe(no_mangle)]
extern "C" fn room(size: usize) -> *mut u8 {
    Vec::with_capacity(size).leak().as_mut_ptr()
}

/// Unpacks the bytes that were written to [`room`]. The program begins where the result says, and is as long as the
/// packed bytes say; 0 when they are damaged.
#[unsafe(no_mangle)]
extern "C" fn unpack(packed: *const u8, size: usize) -> *const u8 {
    // SAFETY: the page gives what `room` gave it, and as many bytes as it asked for, all of which it has written.
    let packed = unsafe { slice::from_raw_parts(packed, size) };
    crate::unpack(packed).map_or(ptr::null(), |program| program.leak().as_ptr())
}

/// Gives out memory, one piece behind the other.
struct Pieces;

#[global_allocator]
static PIECES: Pieces = Pieces;

/// Where the next piece begins; 0 before the first one.
static NEXT: AtomicUsize = AtomicUsize::new(0);

/// The size of the pages in which memory grows.
const PAGE: usize = 1 << 16;

// SAFETY: each piece is behind the one before, aligned, and within the memory.
unsafe impl GlobalAlloc for Pieces {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let memory = wasm32::memory_size::<0>() * PAGE;
        let next = NEXT.load(Relaxed);
        // What the module itself needs is in front of the first piece.
        let start = if next == 0 { memory } else { next.next_multiple_of(layout.align()) };
        let end = start + layout.size();
        if end > memory && wasm32::memory_grow::<0>((end - memory).div_ceil(PAGE)) == usize::MAX {
            return ptr::null_mut();
        }
        NEXT.store(end, Relaxed);
        ptr::with_exposed_provenance_mut(start)
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the same holds for it. Memory that was never given out is zero.
        unsafe { self.alloc(layout) }
    }
}

#[panic_handler]
fn end(_: &PanicInfo<'_>) -> ! {
    wasm32::unreachable()
}
