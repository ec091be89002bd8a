/* Liasse.exe and liasse-admin.exe: the interpreter of program\python, in this very process, on one module.

   In-process, so that the task manager, the taskbar and the setup see Liasse.exe and no python.exe; Windows locks a running
   file, which is how the setup knows that Liasse is open. Exit code 70: what is installed is damaged. */
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
#include <shobjidl.h>
#include <stdio.h>
#include <wchar.h>

#include "launcher.h"

#define WIDE_(text) L##text
#define WIDE(text) WIDE_(text)
#define DAMAGED 70
#define LONGEST 32768

typedef int (*python_main)(int, wchar_t **);

/* what the interpreter is given: it leaves the process by itself, unless something cannot be imported, which was not
   installed whole */
static wchar_t code[] =
    L"import sys\n"
    L"sys.argv[0] = '" WIDE(WORD) L"'\n"
    L"try:\n"
    L" from " WIDE(MODULE) L" import main\n"
    L"except (ImportError, SyntaxError, ValueError, EOFError) as error:\n"
    L" print(repr(error), file=sys.stderr)\n"
    L"else:\n"
    L" sys.exit(main())";

static int damaged(const wchar_t *what) {
  static wchar_t text[LONGEST + 200];
  _snwprintf(text, LONGEST + 199, L"Liasse ne peut pas s'ouvrir : %ls.\nVos donn\u00e9es ne sont pas touch\u00e9es. "
             L"Lancez de nouveau l'installation de Liasse, qui la r\u00e9pare.\n", what);
#ifdef CONSOLE
  static char bytes[4 * LONGEST];
  DWORD written;
  int length = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, 0, 0);
  WriteFile(GetStdHandle(STD_ERROR_HANDLE), bytes, length > 0 ? length - 1 : 0, &written, 0);
#else
  MessageBoxW(0, text, L"Liasse", MB_ICONERROR);
#endif
  return DAMAGED;
}

/* the library of a program's folder, or none */
static HMODULE load(const wchar_t *home, const wchar_t *folder) {
  static wchar_t dll[LONGEST];
  int length = _snwprintf(dll, LONGEST, L"%ls\\%ls\\python\\%ls", home, folder, WIDE(PYTHON_DLL));
  return length < 0 || length >= LONGEST ? 0 : LoadLibraryExW(dll, 0, LOAD_WITH_ALTERED_SEARCH_PATH);
}

static int start(int count, wchar_t **given) {
  static wchar_t home[LONGEST];
  DWORD length = GetModuleFileNameW(0, home, LONGEST - 1);
  wchar_t *slash = length ? wcsrchr(home, L'\\') : 0;
  if (!slash) return damaged(L"son dossier n'est pas connu");
  *slash = 0;
  SetDllDirectoryW(L"");                                        /* nothing is loaded from the current folder */
  SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX); /* no report of a crash leaves with what was in memory */
#ifndef CONSOLE
  SetCurrentProcessExplicitAppUserModelID(L"Liasse.Liasse"); /* the taskbar's button is the shortcut's */
#endif
  HMODULE python = load(home, L"program");
  if (!python) python = load(home, L"previous"); /* an update was killed between its two renames */
  python_main run = python ? (python_main)(void *)GetProcAddress(python, "Py_Main") : 0;
  if (!run) return damaged(L"" WIDE(PYTHON_DLL) L" manque ou est ab\u00eem\u00e9");
  wchar_t **words = calloc(count + 7, sizeof *words);
  if (!words) return damaged(L"la m\u00e9moire manque");
  wchar_t *options[] = {
      given[0], L"-X", L"utf8", /* what is redirected is UTF-8, whatever the workstation's code page */
      L"-B",                    /* nothing is written into the program's folder */
      L"-c", code};
  int at = 0;
  for (; at < 6; at++) words[at] = options[at];
  for (int k = 1; k < count; k++) words[at++] = given[k];
  int left = run(at, words);
  return left == 0 ? damaged(L"un de ses fichiers manque ou est ab\u00eem\u00e9") : left;
}

#ifdef CONSOLE
int wmain(int count, wchar_t **words) { return start(count, words); }
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE none, PWSTR line, int show) {
  int count;
  wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
  return words ? start(count, words) : damaged(L"ses options ne se lisent pas");
}
#endif
