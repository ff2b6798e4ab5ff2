#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "colours.h"
#include "CTerminal.h"

#include <string.h>

enum { place_count = 65536, fewest_places = 512, most_pairs = 32767, direct_colours = 0x1000000 };

struct pair {
  int32_t ink, ground;
};

// Only the first `used` places are, twice as many at least as there are pairs: most sessions need
// few, and then little memory is touched.
static struct {
  uint16_t places[place_count];  // by the colours' hash, a pair's number, or 0
  uint32_t used;                 // a power of two
  struct pair pairs[most_pairs + 1];
  int32_t last, cap;
  bool ran_out;
} colours;

static void forget(void) {
  memset(colours.places, 0, colours.used * sizeof *colours.places);
  colours.used = fewest_places;
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
  uint32_t place = (mixed ^ mixed >> 15) % colours.used;
  for (;; place = (place + 1) % colours.used) {
    const struct pair *pair = &colours.pairs[colours.places[place]];
    if (colours.places[place] == 0 || (pair->ink == ink && pair->ground == ground))
      return &colours.places[place];
  }
}

// Keeps half of the places free.
static void spread(void) {
  if ((uint32_t)colours.last * 2 < colours.used) return;
  memset(colours.places, 0, colours.used * sizeof *colours.places);
  colours.used *= 2;
  for (int32_t i = 1; i <= colours.last; i++)
    *place_of(colours.pairs[i].ink, colours.pairs[i].ground) = (uint16_t)i;
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
  *place = (uint16_t)colours.last;
  spread();
  return colours.last;
}

bool colours_ran_out(void) {
  if (!colours.ran_out) return false;
  // Also clears the screen at the next refresh, so that no cell keeps a pair's old meaning.
  reset_color_pairs();
  forget();
  return true;
}
