#include "libzip.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static struct libzip_functions functions;
static bool is_loaded;
static char reason[256];

enum cause { absent, broken };

// Keeps why the library cannot be used: what is wrong with one there is before that there is none.
static void explain(enum cause cause, const char *error) {
  static enum cause known;
  if (*reason && (known == broken || cause == absent)) return;
  known = cause;
  snprintf(reason, sizeof reason,
           "libzip cannot be loaded (%.120s); "
           "install libzip (on Debian libzip4, libzip5 or libzip-dev)",
           error ? error : "no reason is given");
}

static void *library(void) {
  // The numbers upstream and Debian have given to one and the same interface.
  static const char *const names[] = {"libzip.so.5", "libzip.so.4", "libzip.so"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    void *found = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (found) return found;
    const char *error = dlerror();
    explain(error && strstr(error, "No such file") ? absent : broken, error);
  }
  return NULL;
}

static void load(void) {
  void *found = library();
  is_loaded = found;
#define LIBZIP_FIND(name)                                          \
  if (is_loaded && !(functions.name = dlsym(found, "zip_" #name))) \
    explain(broken, dlerror()), is_loaded = false;
  LIBZIP_FUNCTIONS(LIBZIP_FIND)
#undef LIBZIP_FIND
}

bool libzip_load(char *message, size_t capacity) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  if (!is_loaded) snprintf(message, capacity, "%s", reason);
  return is_loaded;
}

const struct libzip_functions *libzip(void) { return &functions; }
