#define _GNU_SOURCE
#include "CTerminal.h"

#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

// What lies in a file and cannot be written is read again where it is used again. Breakpoints that
// a debugger has set in the code until now are lost: they were written into a copy of its own.
static int drop_code(struct dl_phdr_info *object, size_t size, void *unused) {
  (void)size, (void)unused;
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  for (int i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &object->dlpi_phdr[i];
    if (part->p_type != PT_LOAD || (part->p_flags & PF_W)) continue;
    uintptr_t first = (object->dlpi_addr + part->p_vaddr) & ~(page - 1);
    uintptr_t end = object->dlpi_addr + part->p_vaddr + part->p_memsz;
    madvise((void *)first, end - first, MADV_DONTNEED);
  }
  return 0;
}

void terminal_spare_memory(void) {
  // Left to itself, malloc takes ever larger blocks from the heap, where they leave holes.
  mallopt(M_MMAP_THRESHOLD, 256 * 1024);
  mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
  malloc_trim(0);
  dl_iterate_phdr(drop_code, NULL);
}
