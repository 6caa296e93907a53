/* Functions that have bitten too many programs: calling one does not compile. Included by the build before every file of ours (-include). */
#ifndef ANNUAIRE_BASE_BANNED_H
#define ANNUAIRE_BASE_BANNED_H

/* The headers that declare them come first, so that only calls are caught. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#undef strcpy
#define strcpy(...) strcpy_is_banned_see_base_mem_h
#undef strcat
#define strcat(...) strcat_is_banned_see_base_mem_h
#undef strncpy
#define strncpy(...) strncpy_is_banned_see_base_mem_h
#undef strncat
#define strncat(...) strncat_is_banned_see_base_mem_h
#undef strtok
#define strtok(...) strtok_is_banned_see_base_mem_h
#undef sprintf
#define sprintf(...) sprintf_is_banned_see_base_mem_h
#undef vsprintf
#define vsprintf(...) vsprintf_is_banned_see_base_mem_h
#undef gets
#define gets(...) gets_is_banned_see_base_mem_h
#undef atoi
#define atoi(...) atoi_is_banned_see_base_mem_h
#undef atol
#define atol(...) atol_is_banned_see_base_mem_h
#undef atof
#define atof(...) atof_is_banned_see_base_mem_h
#undef localtime
#define localtime(...) localtime_is_banned_see_base_mem_h
#undef gmtime
#define gmtime(...) gmtime_is_banned_see_base_mem_h
#undef ctime
#define ctime(...) ctime_is_banned_see_base_mem_h
#undef asctime
#define asctime(...) asctime_is_banned_see_base_mem_h

#endif
