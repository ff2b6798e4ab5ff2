#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "colours.h"
#include "CTerminal.h"

#include <string.h>

enum { place_count = 65536, most_pairs = 32767, direct_colours = 0x1000000 };

struct pair {
  int32_t ink, ground;
};

// The places alone are spread over memory: most sessions need few pairs.
static struct {
  uint16_t places[place_count];  // by the colours' hash, a pair's number, or 0
  struct pair pairs[most_pairs + 1];
  int32_t last, cap;
  bool ran_out;
} colours;

static void forget(void) {
  if (colours.last > 0) memset(colours.places, 0, sizeof colours.places);
  colours.last = 0;
  colours.ran_out = false;
}

void colours_begin(bool wanted) {
  forget();
  colours.cap = 0;
  // Without colours not even the sequence for "default colours" may be written.
  if (!wanted || !has_colors() || start_color() == ERR) return;
  use_default_colors();
  colours.cap = COLOR_PAIRS - 1 < most_pairs ? COLOR_PAIRS - 1 : most_pairs;
}

static int32_t number(int32_t colour) {
  if (colour < 0) return -1;
  if (colour < terminal_direct) return colour < COLORS ? colour : -1;
  return COLORS == direct_colours ? colour - terminal_direct : -1;
}

// Where the number of a pair of colours is, or belongs.
static uint16_t *place_of(int32_t ink, int32_t ground) {
  uint32_t mixed = (uint32_t)ink * 2654435761u ^ (uint32_t)ground * 2246822519u;
  uint32_t place = (mixed ^ mixed >> 15) % place_count;
  for (;; place = (place + 1) % place_count) {
    const struct pair *pair = &colours.pairs[colours.places[place]];
    if (colours.places[place] == 0 || (pair->ink == ink && pair->ground == ground))
      return &colours.places[place];
  }
}

static int replacement(int32_t ink, int32_t ground, attr_t *bits) {
  int pair = *place_of(ground, ink);
  if (pair != 0) {
    *bits ^= A_REVERSE;
    return pair;
  }
  pair = *place_of(-1, ground);
  return pair != 0 ? pair : *place_of(ink, -1);
}

int colours_pair(int32_t ink, int32_t ground, attr_t *bits) {
  if (colours.cap == 0) return 0;
  ink = number(ink);
  ground = number(ground);
  if (ink < 0 && ground < 0) return 0;
  uint16_t *place = place_of(ink, ground);
  if (*place != 0) return *place;
  if (colours.last >= colours.cap) {
    colours.ran_out = true;
    return replacement(ink, ground, bits);
  }
  if (init_extended_pair(colours.last + 1, ink, ground) == ERR) return 0;
  colours.pairs[++colours.last] = (struct pair){ink, ground};
  return *place = (uint16_t)colours.last;
}

bool colours_ran_out(void) {
  if (!colours.ran_out) return false;
  // Also clears the screen at the next refresh, so that no cell keeps a pair's old meaning.
  reset_color_pairs();
  forget();
  return true;
}
