#define _GNU_SOURCE
#include "description.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <term.h>

enum { direct_colours = 0x1000000, pair_count = 0x10000, most_bytes = 16 * 1024 };

static struct {
  /// "hex:" and a compiled description, or nothing.
  char own[8 + 2 * most_bytes];
  char *before;
  TERMINAL *looked_at;
} description;

const char *description_string(const char *name) {
  char *found = tigetstr((char *)name);
  return found == NULL || found == (char *)-1 ? "" : found;
}

const char *terminal_key(const char *name) { return description_string(name); }

static bool names_utf8(const char *name) {
  return name != NULL && (strstr(name, "UTF-8") != NULL || strstr(name, "utf8") != NULL);
}

// A locale that is asked for but not installed would leave the C locale, hence no UTF-8.
static bool set_locale(void) {
  if (setlocale(LC_CTYPE, "") == NULL) {
    const char *all = getenv("LC_ALL"), *type = getenv("LC_CTYPE"), *lang = getenv("LANG");
    const char *asked = all != NULL && *all ? all : type != NULL && *type ? type : lang;
    setlocale(LC_CTYPE, names_utf8(asked) ? "C.UTF-8" : "C");
  }
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static bool look_up(int output) {
  int problem = 0;
  if (cur_term != NULL) del_curterm(cur_term);
  bool found = setupterm(NULL, output, &problem) == OK;
  description.looked_at = cur_term;
  return found;
}

void description_replaced(void) {
  if (description.looked_at != NULL && description.looked_at != cur_term)
    del_curterm(description.looked_at);
  description.looked_at = NULL;
}

struct bytes {
  unsigned char text[most_bytes];
  size_t count;
};

static void put(struct bytes *bytes, const void *text, size_t count) {
  if (bytes->count + count <= most_bytes) memcpy(bytes->text + bytes->count, text, count);
  bytes->count += count;
}

static void put_number(struct bytes *bytes, long number, size_t width) {
  for (size_t i = 0; i < width; i++) put(bytes, &(unsigned char){number >> (8 * i) & 0xFF}, 1);
}

static const char *plain_string(const char *name) {
  // Terminals that claim to repeat a character do not all do so, or do it wrong at the right edge.
  if (strcmp(name, "rep") == 0) return NULL;
  char *found = tigetstr((char *)name);
  return found == (char *)-1 ? NULL : found;
}

static const char *colour_string(const char *name, int colours) {
#define RED_GREEN_BLUE ";2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm"
#define INDEX(low, high, of) \
  "\033[%?%p1%{8}%<%t" low "%p1%d%e%p1%{16}%<%t" high "%p1%{8}%-%d%e" of ";5;%p1%d%;m"
  bool direct = colours == direct_colours;
  if (strcmp(name, "setaf") == 0)
    return direct ? "\033[38" RED_GREEN_BLUE : INDEX("3", "9", "38");
  if (strcmp(name, "setab") == 0)
    return direct ? "\033[48" RED_GREEN_BLUE : INDEX("4", "10", "48");
  if (strcmp(name, "op") == 0) return "\033[39;49m";
  const char *const dropped[] = {"initc", "oc", "setf", "setb", "initp", "scp"};
  for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++)
    if (strcmp(name, dropped[i]) == 0) return NULL;
  return plain_string(name);
}

static int plain_number(const char *name) {
  int found = tigetnum((char *)name);
  return found < 0 ? -1 : found;
}

static int colour_number(const char *name, int colours) {
  if (strcmp(name, "colors") == 0) return colours;
  if (strcmp(name, "pairs") == 0) return pair_count;
  return plain_number(name);
}

static bool plain_flag(const char *name) { return tigetflag((char *)name) > 0; }

static bool colour_flag(const char *name) { return strcmp(name, "ccc") != 0 && plain_flag(name); }

static size_t length_of(NCURSES_CONST char *const *names) {
  size_t count = 0;
  while (names[count] != NULL) count++;
  return count;
}

static void put_aligned(struct bytes *bytes) {
  if (bytes->count % 2 == 1) put_number(bytes, 0, 1);
}

// term(5), the format with 32-bit numbers, and after it two extended flags: AX, RGB.
// Without a number of colours they stay the terminal's.
static void compile(struct bytes *bytes, const char *name, int colours) {
  size_t flags = length_of(boolnames), numbers = length_of(numnames), strings = length_of(strnames);
  struct bytes table = {.count = 0};
  long places[512];
  if (strings > 512) strings = 512;
  for (size_t i = 0; i < strings; i++) {
    const char *text = colours ? colour_string(strnames[i], colours) : plain_string(strnames[i]);
    places[i] = text == NULL ? -1 : (long)table.count;
    if (text != NULL) put(&table, text, strlen(text) + 1);
  }
  long header[] = {0x021E, (long)strlen(name) + 1, (long)flags,
                   (long)numbers, (long)strings, (long)table.count};
  for (size_t i = 0; i < 6; i++) put_number(bytes, header[i], 2);
  put(bytes, name, strlen(name) + 1);
  for (size_t i = 0; i < flags; i++)
    put_number(bytes, colours ? colour_flag(boolnames[i]) : plain_flag(boolnames[i]), 1);
  put_aligned(bytes);
  for (size_t i = 0; i < numbers; i++)
    put_number(bytes, colours ? colour_number(numnames[i], colours) : plain_number(numnames[i]), 4);
  for (size_t i = 0; i < strings; i++) put_number(bytes, places[i], 2);
  put(bytes, table.text, table.count < most_bytes ? table.count : 0);
  put_aligned(bytes);
  long extension[] = {2, 0, 0, 2, sizeof "AX" + sizeof "RGB"};
  for (size_t i = 0; i < 5; i++) put_number(bytes, extension[i], 2);
  put_number(bytes, colours || plain_flag("AX"), 1);
  put_number(bytes, colours ? colours == direct_colours : plain_flag("RGB"), 1);
  put_number(bytes, 0, 2);
  put_number(bytes, sizeof "AX", 2);
  put(bytes, "AX", sizeof "AX");
  put(bytes, "RGB", sizeof "RGB");
}

static void write_own(const struct bytes *bytes) {
  static const char digits[] = "0123456789ABCDEF";
  char *end = stpcpy(description.own, "hex:");
  for (size_t i = 0; i < bytes->count; i++) {
    *end++ = digits[bytes->text[i] >> 4];
    *end++ = digits[bytes->text[i] & 15];
  }
  *end = 0;
}

// Uses a description of our own from here on; without one that can be read, the terminal's stays.
static bool adopt(int output, int colours) {
  struct bytes bytes = {.count = 0};
  const char *name = getenv("TERM");
  if (name == NULL) return false;
  compile(&bytes, name, colours);
  if (bytes.count > most_bytes) return false;
  write_own(&bytes);
  description_offer();
  bool taken = look_up(output) && (!colours || tigetnum("colors") == colours);
  description_withdraw();
  if (!taken) {
    description.own[0] = 0;
    look_up(output);
  }
  return taken;
}

int terminal_probe(int input, int output, struct terminal_traits *traits) {
  *traits = (struct terminal_traits){.utf8 = set_locale()};
  description.own[0] = 0;
  if (!isatty(input) || !isatty(output)) return terminal_not_a_terminal;
  const char *name = getenv("TERM");
  if (name == NULL || *name == 0) return terminal_name_missing;
  // Exported by a shell, these would freeze the size.
  unsetenv("LINES");
  unsetenv("COLUMNS");
  if (!look_up(output)) return terminal_name_unknown;
  if (*description_string("cup") == 0) return terminal_cannot_place_the_cursor;
  int colours = tigetnum("colors");
  traits->colours = colours > 0 ? colours : 0;
  traits->pointer = *description_string("kmous") != 0;
  traits->synchronised = *description_string("Sync") != 0;
  if (*description_string("rep") != 0) adopt(output, 0);
  return terminal_serves;
}

bool terminal_prefer(int output, int colours) {
  // The sequences are those of terminals that are driven as ECMA-48 says.
  return strncmp(description_string("cup"), "\033[", 2) == 0
         && adopt(output, colours > 256 ? direct_colours : 256);
}

void description_offer(void) {
  if (description.own[0] == 0) return;
  const char *now = getenv("TERMINFO");
  description.before = now == NULL ? NULL : strdup(now);
  setenv("TERMINFO", description.own, true);
}

void description_withdraw(void) {
  if (description.own[0] == 0) return;
  if (description.before == NULL) unsetenv("TERMINFO");
  else setenv("TERMINFO", description.before, true);
  free(description.before);
  description.before = NULL;
}

void description_append(char *bytes, size_t capacity, const char *text) {
  size_t count = strlen(bytes);
  while (*text != 0 && count + 1 < capacity) {
    const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
    if (end != NULL) text = end + 1;
    else bytes[count++] = *text++;
  }
  bytes[count] = 0;
}
