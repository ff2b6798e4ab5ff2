// Jobs on a few threads: each thread takes the next number until none is left, so that a slow core
// takes fewer. The caller is one of the threads, and a thread that cannot start is done without.

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

enum { most_threads = 64, alignment = 64 };

struct queue {
  job_function *run;
  const void *context;
  ptrdiff_t jobs;
  atomic_ptrdiff_t next;
};

struct worker {
  struct queue *queue;
  void *scratch;
  pthread_t thread;
};

static void *work(void *argument) {
  struct worker *worker = argument;
  struct queue *queue = worker->queue;
  for (;;) {
    ptrdiff_t job = atomic_fetch_add(&queue->next, 1);
    if (job >= queue->jobs) return NULL;
    queue->run(queue->context, job, worker->scratch);
  }
}

bool run_jobs(job_function *run, const void *context, ptrdiff_t jobs, ptrdiff_t threads,
              size_t scratch) {
  struct queue queue = {.run = run, .context = context, .jobs = jobs};
  struct worker workers[most_threads];
  threads = larger(1, smaller(smaller(threads, jobs), most_threads));
  size_t bytes = (scratch + alignment) / alignment * alignment;
  char *memory = aligned_alloc(alignment, bytes * (size_t)threads);
  if (!memory) return false;
  memset(memory, 0, bytes * (size_t)threads);

  ptrdiff_t started = 1;
  for (ptrdiff_t i = 0; i < threads; i++)
    workers[i] = (struct worker){.queue = &queue, .scratch = memory + (size_t)i * bytes};
  while (started < threads &&
         pthread_create(&workers[started].thread, NULL, work, &workers[started]) == 0)
    started++;
  work(&workers[0]);
  while (started-- > 1) pthread_join(workers[started].thread, NULL);
  free(memory);
  return true;
}
