// All of it stands in the header.
#include "CLazy.h"
