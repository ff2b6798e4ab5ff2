// Jobs on a few threads: each thread has a share of them, the same one at every call, so that what
// it wrote last time is still in its core's caches; it then takes from the others' shares, so that
// a slow core does less. The caller is one of the threads. The others start with the first call
// that wants them and then wait, a moment awake and after that asleep, since starting a thread
// takes longer than many a layer. A thread that is late, or cannot start, is done without; whoever
// calls while the threads are at work does its jobs alone.

#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "kernels.h"

enum { most_threads = 64, alignment = 64, awake = 8000, closed = 1 << 20 };

#if defined(__has_feature) && __has_feature(address_sanitizer)
enum { most_kept = 0 };  // a block of just the size asked for shows where a job oversteps it
#else
enum { most_kept = 2 << 20 };
#endif

/// The jobs of one thread that nobody has taken, next ..< end, in a cache line of their own.
struct share {
  _Alignas(alignment) atomic_ptrdiff_t next;
  ptrdiff_t end, some;  // as many at a time: most jobs are short beside the way from core to core
};

struct queue {
  job_function *run;
  const void *context;
  ptrdiff_t threads;
  size_t scratch;  // bytes for each thread
  struct share shares[most_threads];
};

/// Memory for a thread's jobs, kept for the next call: where malloc gets large blocks from the
/// kernel and gives them back, each call would first have to touch all its pages anew, a third of
/// the time of a 7×7 convolution of a 224×224 picture.
struct block {
  void *memory;
  size_t bytes;
};

static struct {
  pthread_mutex_t turn;  // of the callers
  ptrdiff_t started;     // threads besides the callers'; changed by whose turn it is
  struct block own;      // of the caller whose turn it is
  struct queue *queue;
  atomic_int inside;     // threads at the queue, and whether it is closed
  atomic_uint calls;     // threads wait for it to change
  pthread_mutex_t gate;
  pthread_cond_t call;
} team = {.turn = PTHREAD_MUTEX_INITIALIZER,
          .inside = closed,
          .gate = PTHREAD_MUTEX_INITIALIZER,
          .call = PTHREAD_COND_INITIALIZER};

static void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

static void work(struct queue *queue, ptrdiff_t thread, void *scratch) {
  for (ptrdiff_t i = 0; i < queue->threads; i++) {
    struct share *share = &queue->shares[(thread + i) % queue->threads];
    ptrdiff_t first;
    while ((first = atomic_fetch_add(&share->next, share->some)) < share->end)
      for (ptrdiff_t job = first; job < smaller(first + share->some, share->end); job++)
        queue->run(queue->context, job, scratch);
  }
}

static bool grow(struct block *block, size_t bytes) {
  if (block->bytes >= bytes) return true;
  free(block->memory);
  block->memory = aligned_alloc(alignment, bytes);
  block->bytes = block->memory ? bytes : 0;
  return block->memory;
}

static void free_beyond(size_t bytes, struct block *block) {
  if (block->bytes <= bytes) return;
  free(block->memory);
  *block = (struct block){0};
}

/// Works with memory of the thread's own, which thus stays near its core; is there none, the others
/// do the work.
static void lend_a_hand(struct queue *queue, ptrdiff_t thread, struct block *block) {
  if (grow(block, queue->scratch)) work(queue, thread, block->memory);
  free_beyond(most_kept, block);
}

static unsigned wait_for_call(unsigned seen) {
  for (int i = 0; i < awake; i++) {
    if (atomic_load(&team.calls) != seen) return atomic_load(&team.calls);
    pause_briefly();
  }
  pthread_mutex_lock(&team.gate);
  while (atomic_load(&team.calls) == seen) pthread_cond_wait(&team.call, &team.gate);
  pthread_mutex_unlock(&team.gate);
  return atomic_load(&team.calls);
}

static void *help(void *number) {
  const ptrdiff_t thread = (ptrdiff_t)number;
  struct block block = {0};
  for (unsigned seen = 0;; seen = wait_for_call(seen)) {
    // The queue is there as long as someone who came before it closed is inside.
    if (!(atomic_fetch_add(&team.inside, 1) & closed) && thread < team.queue->threads)
      lend_a_hand(team.queue, thread, &block);
    atomic_fetch_sub(&team.inside, 1);
  }
}

/// Starts threads up to the number wanted; signals stay with the threads that were there.
static void start(ptrdiff_t threads) {
  sigset_t all, before;
  if (team.started >= threads - 1) return;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread;
  while (team.started < threads - 1 &&
         pthread_create(&thread, NULL, help, (void *)(team.started + 1)) == 0) {
    pthread_detach(thread);
    team.started++;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void work_together(struct queue *queue, void *scratch) {
  start(queue->threads);
  team.queue = queue;
  atomic_fetch_and(&team.inside, ~closed);
  pthread_mutex_lock(&team.gate);
  atomic_fetch_add(&team.calls, 1);
  pthread_cond_broadcast(&team.call);
  pthread_mutex_unlock(&team.gate);
  work(queue, 0, scratch);
  atomic_fetch_or(&team.inside, closed);
  for (int i = 0; atomic_load(&team.inside) != closed; i++)
    if (i < awake) pause_briefly();
    else sched_yield();
}

bool run_jobs(job_function *run, const void *context, ptrdiff_t jobs, ptrdiff_t threads,
              size_t scratch) {
  threads = larger(1, smaller(smaller(threads, jobs), most_threads));
  struct queue queue = {.run = run, .context = context, .threads = threads};
  queue.scratch = (scratch + alignment) / alignment * alignment;
  for (ptrdiff_t t = 0; t < threads; t++) {
    struct share *share = &queue.shares[t];
    share->end = jobs * (t + 1) / threads;
    atomic_init(&share->next, jobs * t / threads);
    share->some = larger(1, (share->end - share->next) / 16);
  }
  const bool has_turn = pthread_mutex_trylock(&team.turn) == 0;
  struct block alone = {0}, *own = has_turn ? &team.own : &alone;
  const bool done = grow(own, queue.scratch);
  if (done && has_turn && threads > 1) work_together(&queue, own->memory);
  else if (done) work(&queue, 0, own->memory);
  free_beyond(has_turn ? most_kept : 0, own);
  if (has_turn) pthread_mutex_unlock(&team.turn);
  return done;
}
