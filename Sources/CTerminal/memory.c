#define _GNU_SOURCE
#include "CTerminal.h"

#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

static void drop(uintptr_t first, uintptr_t end) {
  if (first < end) madvise((void *)first, end - first, MADV_DONTNEED);
}

// Constants lie among the program's variables; a page that was never written to is still the
// file's. Nothing may write meanwhile: signals are held up, and threads that help compute sleep.
static void drop_unwritten(int pages, uintptr_t first, uintptr_t end, uintptr_t page) {
  enum { some = 512 };
  const uint64_t present = UINT64_C(1) << 63, from_file = UINT64_C(1) << 61;
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  while (first < end) {
    uint64_t entries[some];
    ssize_t bytes = pread(pages, entries, sizeof entries, (off_t)(first / page * sizeof *entries));
    if (bytes < (ssize_t)sizeof *entries) break;
    for (ssize_t i = 0; i < bytes / (ssize_t)sizeof *entries && first < end; i++, first += page)
      if ((entries[i] & present) && (entries[i] & from_file)) drop(first, first + page);
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
}

// What lies in a file and has not been changed is read again where it is used again. Breakpoints
// that a debugger has set in the code until now are lost: they were written into a copy of its own.
static int drop_files(struct dl_phdr_info *object, size_t size, void *pages) {
  (void)size;
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (int i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &object->dlpi_phdr[i];
    if (part->p_type != PT_LOAD) continue;
    uintptr_t first = (object->dlpi_addr + part->p_vaddr) & ~(page - 1);
    uintptr_t end = object->dlpi_addr + part->p_vaddr + part->p_filesz;
    if (!(part->p_flags & PF_W)) drop(first, end);
    else if (!*object->dlpi_name) drop_unwritten(*(int *)pages, first, end, page);
  }
  return 0;
}

void terminal_spare_memory(void) {
  // Left to itself, malloc takes ever larger blocks from the heap, where they leave holes.
  mallopt(M_MMAP_THRESHOLD, 256 * 1024);
  mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
  malloc_trim(0);
  int pages = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
  dl_iterate_phdr(drop_files, &pages);
  if (pages >= 0) close(pages);
}
