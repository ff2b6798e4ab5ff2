#include "libzip.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static struct libzip_functions functions;
static bool is_loaded;
static char reason[256];

static void *library(void) {
  // The numbers upstream and Debian have given to one and the same interface.
  static const char *const names[] = {"libzip.so.5", "libzip.so.4", "libzip.so"};
  void *found = NULL;
  for (size_t i = 0; !found && i < sizeof names / sizeof *names; i++)
    found = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  return found;
}

static void load(void) {
  void *found = library();
  is_loaded = found;
#define LIBZIP_FIND(name) is_loaded = is_loaded && (functions.name = dlsym(found, "zip_" #name));
  LIBZIP_FUNCTIONS(LIBZIP_FIND)
#undef LIBZIP_FIND
  const char *error = is_loaded ? NULL : dlerror();
  if (error)
    snprintf(reason, sizeof reason, "libzip cannot be loaded (%s); install libzip-dev", error);
}

bool libzip_load(char *message, size_t capacity) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  if (!is_loaded) snprintf(message, capacity, "%s", reason);
  return is_loaded;
}

const struct libzip_functions *libzip(void) { return &functions; }
