// What was said before, and what many are saying. The room's face.
#pragma once

#include "rooms/echoes/hot_matters.hpp"
#include "rooms/echoes/portrait.hpp"
#include "rooms/echoes/said_before.hpp"
#include "rooms/echoes/sketches.hpp"
