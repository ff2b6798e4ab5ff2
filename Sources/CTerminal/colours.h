// Colour pairs by the two colours they stand for.
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <curses.h>

void colours_begin(bool wanted);

/// The pair for two colours; at the cap the nearest there is, which may turn `A_REVERSE` in `bits`.
int colours_pair(int32_t ink, int32_t ground, attr_t *bits);

/// True when a pair was missing since the last call; then none is left, and all may be made anew.
bool colours_ran_out(void);
