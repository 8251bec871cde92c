// SPDX-License-Identifier: MIT
// The C that the audio thread may call from Swift: the white list. Each function says why it is trusted.
#pragma once
#include <stdint.h>
#include <string.h>
#include <time.h>

#include "Lanes.h"
#include "Safe.h"

// Present only in a build linked with RealtimeSanitizer; otherwise null, and the brackets below cost one test.
void __rtsan_realtime_enter(void) __attribute__((weak));
void __rtsan_realtime_exit(void) __attribute__((weak));

// Safe because the sanitizer's entry points only change a thread-local depth.
RT_SAFE static inline void rt_sanitizer_enter(void) { if (__rtsan_realtime_enter) __rtsan_realtime_enter(); }
RT_SAFE static inline void rt_sanitizer_exit(void) { if (__rtsan_realtime_exit) __rtsan_realtime_exit(); }

void __rtsan_disable(void) __attribute__((weak));
void __rtsan_enable(void) __attribute__((weak));

// What lies between the two is somebody else's code, which the sanitizer is not to judge. Safe for the same reason.
RT_SAFE static inline void rt_sanitizer_pause(void) { if (__rtsan_disable) __rtsan_disable(); }
RT_SAFE static inline void rt_sanitizer_resume(void) { if (__rtsan_enable) __rtsan_enable(); }

// Safe because memcpy and memset touch only the bytes they are given.
RT_SAFE static inline void rt_copy(void *to, const void *from, uint64_t bytes) { memcpy(to, from, bytes); }
RT_SAFE static inline void rt_zero(void *at, uint64_t bytes) { memset(at, 0, bytes); }

#if defined(__x86_64__)
// Whether this processor has all that VoiceKernelsAVX2 is compiled for (x86-64-v3: AVX2, FMA, BMI1 and 2, F16C, LZCNT,
// MOVBE), and the system keeps the registers. For setup, not on the white list.
static inline _Bool rt_has_avx2(void) { return __builtin_cpu_supports("x86-64-v3"); }
#endif

// Denormals to zero on the calling thread. Call once, in the thread's first function: inside a longer one the
// optimiser may move it past arithmetic.
#if defined(__x86_64__)
#include <immintrin.h>
// Safe because it writes one register.
RT_SAFE static inline void rt_flush_denormals(void) { _mm_setcsr(_mm_getcsr() | 0x8040); }
#elif defined(__aarch64__)
// Safe because it writes one register.
RT_SAFE static inline void rt_flush_denormals(void) {
  uint64_t fpcr;
  __asm__ volatile("mrs %0, fpcr" : "=r"(fpcr));
  __asm__ volatile("msr fpcr, %0" : : "r"(fpcr | (1ull << 24)));
}
#endif

// Names the calling thread for debuggers and /proc; 15 bytes at most. Not for the audio thread: it is a system call
// (and so not RT_SAFE). Here because the C library declares it only to programs that ask for GNU extensions.
void rt_name_thread(const char *name);

// The calling thread, and whether a thread of this process still runs. Not for the audio thread, for the same reason.
int32_t rt_this_thread(void);
_Bool rt_thread_runs(int32_t thread);

// Safe because the kernel answers it from memory that it maps into each process (vDSO), without a system call.
RT_SAFE static inline uint64_t rt_clock_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

// How long the calling thread itself has run. Safe because the system call that this takes reads a clock and comes back.
RT_SAFE static inline uint64_t rt_thread_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

// As rt_clock_nanoseconds, with the time that the machine was suspended. Safe for the same reason.
RT_SAFE static inline uint64_t rt_boot_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_BOOTTIME, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

// Safe because it asks for memory without waiting for it, and an address that is none does no harm.
RT_SAFE static inline void rt_prefetch(const void *at) { __builtin_prefetch(at); }

// Safe because it tells the processor that a loop waits for memory, and nothing else.
#if defined(__x86_64__)
RT_SAFE static inline void rt_pause(void) { __builtin_ia32_pause(); }
#else
RT_SAFE static inline void rt_pause(void) { __asm__ volatile("yield"); }
#endif

// Safe because waking marks the threads that sleep on `word` as ready to run and comes back. Within the kernel it takes, for
// some instructions, a lock that is shared with those who are going to sleep there just then, and who are not interrupted
// while they have it.
RT_SAFE void rt_wake_all(const uint32_t *word);

// Sleeps until another thread wakes those who sleep on `word`, for so long at most, 0 for any time, or returns at once where it
// no longer holds `expected`. It may come back early. Not for the audio thread (and so not RT_SAFE).
void rt_sleep_while(const uint32_t *word, uint32_t expected, uint64_t nanoseconds);

// The same for a word in memory that two processes share. Safe for the same reason.
RT_SAFE void rt_wake_process(const uint32_t *word);

// Sleeps until the other process wakes who sleeps on `word`, for so long at most, or returns at once where it no longer holds
// `expected`. The one wait of the audio thread. Declared safe because its caller bounds it by a part of the period, measures it, and
// goes on without the other process when it is over.
RT_SAFE void rt_await_process(const uint32_t *word, uint32_t expected, uint64_t nanoseconds);
