#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "colours.h"
#include "CTerminal.h"

#include <string.h>

enum { slot_count = 65536, most_pairs = 32767, direct_colours = 0x1000000 };

struct slot {
  int32_t ink, ground, pair;
};

static struct {
  struct slot slots[slot_count];
  int32_t last, cap;
  bool ran_out;
} colours;

static void forget(void) {
  if (colours.last > 0) memset(colours.slots, 0, sizeof colours.slots);
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

static struct slot *slot_for(int32_t ink, int32_t ground) {
  uint32_t mixed = (uint32_t)ink * 2654435761u ^ (uint32_t)ground * 2246822519u;
  uint32_t place = (mixed ^ mixed >> 15) % slot_count;
  while (colours.slots[place].pair != 0 &&
         (colours.slots[place].ink != ink || colours.slots[place].ground != ground))
    place = (place + 1) % slot_count;
  return &colours.slots[place];
}

static int replacement(int32_t ink, int32_t ground, attr_t *bits) {
  int pair = slot_for(ground, ink)->pair;
  if (pair != 0) {
    *bits ^= A_REVERSE;
    return pair;
  }
  pair = slot_for(-1, ground)->pair;
  return pair != 0 ? pair : slot_for(ink, -1)->pair;
}

int colours_pair(int32_t ink, int32_t ground, attr_t *bits) {
  if (colours.cap == 0) return 0;
  ink = number(ink);
  ground = number(ground);
  if (ink < 0 && ground < 0) return 0;
  struct slot *slot = slot_for(ink, ground);
  if (slot->pair != 0) return slot->pair;
  if (colours.last >= colours.cap) {
    colours.ran_out = true;
    return replacement(ink, ground, bits);
  }
  if (init_extended_pair(colours.last + 1, ink, ground) == ERR) return 0;
  *slot = (struct slot){.ink = ink, .ground = ground, .pair = ++colours.last};
  return slot->pair;
}

bool colours_ran_out(void) {
  if (!colours.ran_out) return false;
  // Also clears the screen at the next refresh, so that no cell keeps a pair's old meaning.
  reset_color_pairs();
  forget();
  return true;
}
