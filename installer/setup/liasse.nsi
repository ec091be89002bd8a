; The setup of Liasse; build.py packs it. README.md has the switches and the exit codes.
;
; What is installed lies in $INSTDIR\program. An update is unpacked beside it, in $INSTDIR\new, and takes its place by two
; renames: whatever stops it before, the version that was there still starts.
Unicode true
Target amd64-unicode
!if ${COMPRESS} == none
  SetCompress off
!else
  SetCompressor /SOLID ${COMPRESS}
  SetCompressorDictSize ${BUFFER}
!endif
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include nsDialogs.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Liasse"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\Liasse.exe"
!define MARK "installation.txt" ; in $INSTDIR: the folder is Liasse's; 1 when it is all users'
!define REASON "$TEMP\liasse-setup.txt"

!define GIVEN_UP 1
!define FAILED 2
!define OPEN 10
!define LATER_VERSION 11
!define NO_RIGHTS 12
!define FOREIGN_FOLDER 13
!define OTHER_MODE 14
!define OLD_WINDOWS 15
!define UNWRITABLE 16
!define NO_ROOM 17

Name "Liasse"
OutFile "${OUT}"
BrandingText "Liasse ${VERSION}"
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true
SetOverwrite on
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion ${VERSION}.0
VIFileVersion ${VERSION}.0

Var AllUsers ; 1: for all users of the computer
Var Admin    ; 1: this process has the rights for it
Var Upgrade  ; 1: over what is there
Var ForAll   ; the radio button
Var Erase    ; the uninstaller's box; then 1: the data goes too
Var Sentence

!define MUI_ICON "${HERE}/launcher/liasse.ico"
!define MUI_UNICON "${HERE}/launcher/liasse.ico"
!define MUI_ABORTWARNING
!define MUI_LANGDLL_ALLLANGUAGES
Page custom ModePage ModeLeave
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipOnUpgrade
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE FolderLeave
!insertmacro MUI_PAGE_DIRECTORY
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipOnUpgrade
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION OpenLiasse
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
UninstPage custom un.DataPage un.DataLeave
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "English"
!include "${HERE}/setup/sentences.nsh"
VIAddVersionKey /LANG=${LANG_FRENCH} "ProductName" "Liasse"
VIAddVersionKey /LANG=${LANG_FRENCH} "CompanyName" "Liasse"
VIAddVersionKey /LANG=${LANG_FRENCH} "FileDescription" "Installation de Liasse"
VIAddVersionKey /LANG=${LANG_FRENCH} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_FRENCH} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_FRENCH} "LegalCopyright" "MIT"

; Leave with a code; the sentence is shown, and kept in a file for who installs silently.
!macro Stop CODE TEXT
  StrCpy $Sentence "${TEXT}"
  !insertmacro KeepReason
  SetErrorLevel ${CODE}
  MessageBox MB_ICONSTOP|MB_OK "$Sentence" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

!macro KeepReason
  ClearErrors
  FileOpen $9 "${REASON}" w
  ${IfNot} ${Errors}
    FileWriteUTF16LE /BOM $9 "$Sentence"
    FileClose $9
  ${EndIf}
!macroend

; Give the file's name in $0 when it is being run: Windows keeps it from being written.
!macro Shared UN
Function ${UN}Context
  ${If} $AllUsers == 1
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
FunctionEnd

Function ${UN}RefuseRunning
  again:
  StrCpy $R9 0
  StrCpy $0 "$INSTDIR\Liasse.exe"
  Call ${UN}LookRunning
  StrCpy $0 "$INSTDIR\liasse-admin.exe"
  Call ${UN}LookRunning
  ${If} $R9 == 1
    MessageBox MB_ICONEXCLAMATION|MB_RETRYCANCEL "$(Running)" /SD IDCANCEL IDRETRY again
    StrCpy $Sentence "$(Running)"
    !insertmacro KeepReason
    SetErrorLevel ${OPEN}
    Quit
  ${EndIf}
FunctionEnd

Function ${UN}LookRunning ; whether $0 is being run, which Windows keeps from being written, into $R9
  ${If} ${FileExists} "$0"
    ClearErrors
    FileOpen $1 "$0" a
    ${If} ${Errors}
      StrCpy $R9 1
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
FunctionEnd

Function ${UN}Rights
  UserInfo::GetAccountType
  Pop $0
  StrCpy $Admin 0
  ${If} $0 == "Admin"
    StrCpy $Admin 1
  ${EndIf}
FunctionEnd
!macroend
!insertmacro Shared ""
!insertmacro Shared "un."

; --- before anything is written

Function .onInit
  Delete "${REASON}"
  ${IfNot} ${AtLeastWin10}
    !insertmacro Stop ${OLD_WINDOWS} "$(NeedWindows)"
  ${EndIf}
  SetRegView 64
  Call Rights
  StrCpy $Upgrade 0
  StrCpy $AllUsers 0
  StrCpy $R8 "" ; what the command line asks for
  ${GetParameters} $R7
  ClearErrors
  ${GetOptions} $R7 "/CurrentUser" $0
  ${IfNot} ${Errors}
    StrCpy $R8 one
  ${EndIf}
  ClearErrors
  ${GetOptions} $R7 "/AllUsers" $0
  ${IfNot} ${Errors}
    StrCpy $R8 all
  ${EndIf}
  Call FindInstalled
  ${If} $Upgrade == 1
    ${VersionCompare} "$R1" "${VERSION}" $0
    ${If} $0 == 1
      !insertmacro Stop ${LATER_VERSION} "$(Newer)"
    ${EndIf}
  ${ElseIf} $INSTDIR == ""
    Call DefaultFolder
  ${EndIf}
  Call Context
  ${If} ${Silent}
    Call CheckFolder
    ${If} $Sentence != ""
      !insertmacro Stop $R0 "$Sentence"
    ${EndIf}
  ${EndIf}
  Call RefuseRunning
FunctionEnd

Function FindInstalled ; where an installed one is into $INSTDIR, its version into $R1
  ReadRegStr $R2 HKLM "${KEY}" "InstallLocation"
  ReadRegStr $R3 HKCU "${KEY}" "InstallLocation"
  ${If} $R2 != ""
    ${If} $R8 == one
      !insertmacro Stop ${OTHER_MODE} "$(IsForAll)"
    ${EndIf}
    ${If} $Admin == 0
      !insertmacro Stop ${NO_RIGHTS} "$(IsForAll)"
    ${EndIf}
    StrCpy $AllUsers 1
    StrCpy $Upgrade 1
    ReadRegStr $R1 HKLM "${KEY}" "DisplayVersion"
    StrCpy $INSTDIR $R2
  ${ElseIf} $R3 != ""
    ${If} $R8 == all
      !insertmacro Stop ${OTHER_MODE} "$(IsForOne)"
    ${EndIf}
    StrCpy $Upgrade 1
    ReadRegStr $R1 HKCU "${KEY}" "DisplayVersion"
    StrCpy $INSTDIR $R3
  ${ElseIf} $R8 == all
    ${If} $Admin == 0
      !insertmacro Stop ${NO_RIGHTS} "$(NeedAdmin)"
    ${EndIf}
    StrCpy $AllUsers 1
  ${EndIf}
FunctionEnd

Function DefaultFolder
  ${If} $AllUsers == 1
    StrCpy $INSTDIR "$PROGRAMFILES64\Liasse"
  ${Else}
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Liasse" ; never $LOCALAPPDATA\Liasse: the data is there
  ${EndIf}
FunctionEnd

Function CheckFolder ; why $INSTDIR cannot be used into $Sentence, with the code in $R0
  StrCpy $Sentence ""
  StrLen $0 $INSTDIR
  ${If} $0 > 90
    StrCpy $R0 ${UNWRITABLE}
    StrCpy $Sentence "$(TooLong)"
    Return
  ${EndIf}
  ${If} $INSTDIR == "$LOCALAPPDATA\Liasse"
    StrCpy $R0 ${FOREIGN_FOLDER}
    StrCpy $Sentence "$(NotOurs)"
    Return
  ${EndIf}
  ${If} $Upgrade == 0
  ${AndIfNot} ${FileExists} "$INSTDIR\${MARK}" ; ours, from an installation that was stopped
    FindFirst $0 $1 "$INSTDIR\*.*"
    ${DoWhile} $1 != ""
      ${If} $1 != "."
      ${AndIf} $1 != ".."
        StrCpy $R0 ${FOREIGN_FOLDER}
        StrCpy $Sentence "$(NotOurs)"
        ${ExitDo}
      ${EndIf}
      FindNext $0 $1
    ${Loop}
    FindClose $0
  ${EndIf}
FunctionEnd

; --- pages

Function SkipOnUpgrade
  ${If} $Upgrade == 1
    Abort
  ${EndIf}
FunctionEnd

Function ModePage
  Call SkipOnUpgrade
  !insertmacro MUI_HEADER_TEXT "$(ModeTitle)" "$(ModeSub)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 0 10u 100% 12u "$(ModeOne)"
  Pop $1
  ${NSD_CreateRadioButton} 0 30u 100% 12u "$(ModeAll)"
  Pop $ForAll
  ${If} $AllUsers == 1
    ${NSD_Check} $ForAll
  ${Else}
    ${NSD_Check} $1
  ${EndIf}
  ${If} $Admin == 0
    EnableWindow $ForAll 0
    ${NSD_CreateLabel} 12u 46u 95% 24u "$(ModeWhy)"
    Pop $2
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function ModeLeave
  ${NSD_GetState} $ForAll $0
  StrCpy $1 0
  ${If} $0 == ${BST_CHECKED}
    StrCpy $1 1
  ${EndIf}
  ${If} $1 != $AllUsers
    StrCpy $AllUsers $1
    Call Context
    Call DefaultFolder
  ${EndIf}
FunctionEnd

Function FolderLeave
  Call CheckFolder
  ${If} $Sentence != ""
    MessageBox MB_ICONEXCLAMATION "$Sentence"
    Abort
  ${EndIf}
FunctionEnd

Function OpenLiasse
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\Liasse.exe"' ; as the user, also from a setup with an administrator's rights
FunctionEnd

; --- the installation

Section "Liasse" Program
  SectionIn RO
  Call RefuseRunning
  Call Claim
  RMDir /r "$INSTDIR\new"
  ClearErrors
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    Call Broken
  ${EndIf}
  Call Exchange
  WriteUninstaller "$INSTDIR\uninstall.exe"
  Call Register
  Call TakeSettings
SectionEnd

Section "$(Desktop)" Desktop
  ${GetParameters} $R7
  ClearErrors
  ${GetOptions} $R7 "/NoDesktop" $0
  ${If} ${Errors}
  ${AndIf} $Upgrade == 0 ; who has deleted it does not want it
    CreateShortcut "$DESKTOP\Liasse.lnk" "$INSTDIR\Liasse.exe" "" "$INSTDIR\Liasse.exe" 0 SW_SHOWNORMAL "" "$(Comment)"
  ${EndIf}
SectionEnd

Function Claim ; the folder is ours, can be written, and has room for the new version beside the old one
  CreateDirectory "$INSTDIR"
  ClearErrors
  FileOpen $0 "$INSTDIR\${MARK}" w
  ${If} ${Errors}
    !insertmacro Stop ${UNWRITABLE} "$(Unwritable)"
  ${EndIf}
  FileWrite $0 "$AllUsers"
  FileClose $0
  StrCpy $1 "$INSTDIR" 3
  ${DriveSpace} "$1" "/D=F /S=K" $0
  ${If} $0 != ""
  ${AndIf} $0 < ${SIZE_KB}
    !insertmacro Stop ${NO_ROOM} "$(NoRoom)"
  ${EndIf}
FunctionEnd

Function .onInstFailed ; a file could not be written
  Call Broken
FunctionEnd

Function Broken ; what was there is as it was
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\new"
  ${IfNot} ${FileExists} "$INSTDIR\program\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\previous\*.*"
    Delete "$INSTDIR\${MARK}"
    RMDir "$INSTDIR"
  ${EndIf}
  !insertmacro Stop ${FAILED} "$(Unpacked)"
FunctionEnd

Function Exchange
  ${If} ${FileExists} "$INSTDIR\program\*.*"
    RMDir /r "$INSTDIR\previous" ; of an update that was stopped at its very end
    ClearErrors
    Rename "$INSTDIR\program" "$INSTDIR\previous"
    ${If} ${Errors}
      Call Broken
    ${EndIf}
  ${EndIf}
  ClearErrors
  Rename "$INSTDIR\new\program" "$INSTDIR\program"
  ${If} ${Errors}
    Rename "$INSTDIR\previous" "$INSTDIR\program"
    Call Broken
  ${EndIf}
  StrCpy $0 "Liasse.exe"
  Call Replace
  StrCpy $0 "liasse-admin.exe"
  Call Replace
  StrCpy $0 "LICENSE.txt"
  Call Replace
  RMDir /r "$INSTDIR\licences"
  Rename "$INSTDIR\new\licences" "$INSTDIR\licences"
  RMDir /r "$INSTDIR\new"
  RMDir /r "$INSTDIR\previous"
FunctionEnd

Function Replace ; the file $0 by the new one, in one step
  System::Call 'kernel32::MoveFileExW(w "$INSTDIR\new\$0", w "$INSTDIR\$0", i 9) i .r1' ; replace, write through
  ${If} $1 == 0
    !insertmacro Stop ${FAILED} "$(Unpacked)"
  ${EndIf}
FunctionEnd

Function Register
  WriteRegStr SHCTX "${KEY}" "DisplayName" "Liasse"
  WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "Publisher" "Liasse"
  WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\Liasse.exe,0"
  WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
  WriteRegStr SHCTX "${APP_PATH}" "" "$INSTDIR\Liasse.exe"
  CreateShortcut "$SMPROGRAMS\Liasse.lnk" "$INSTDIR\Liasse.exe" "" "$INSTDIR\Liasse.exe" 0 SW_SHOWNORMAL "" "$(Comment)"
FunctionEnd

Function TakeSettings ; of a liasse.toml beside the setup
  ${IfNot} ${FileExists} "$EXEDIR\liasse.toml"
    Return
  ${EndIf}
  StrCpy $0 "$LOCALAPPDATA\liasse" ; all users: $LOCALAPPDATA is C:\ProgramData then
  ${If} $AllUsers == 0
  ${AndIf} ${FileExists} "$0\liasse.toml" ; this user's own
    Return
  ${EndIf}
  CreateDirectory "$0"
  ClearErrors
  CopyFiles /SILENT "$EXEDIR\liasse.toml" "$0\liasse.toml"
  ${If} ${Errors}
    !insertmacro Stop ${UNWRITABLE} "$(NoSettings)"
  ${EndIf}
FunctionEnd

; --- the uninstaller

Function un.onInit
  SetRegView 64
  StrCpy $Erase 0
  Call un.Rights
  FileOpen $0 "$INSTDIR\${MARK}" r
  FileRead $0 $AllUsers
  FileClose $0
  ${If} $AllUsers == 1
  ${AndIf} $Admin == 0
    !insertmacro Stop ${NO_RIGHTS} "$(NeedAdmin)"
  ${EndIf}
  Call un.Context
  Call un.RefuseRunning
FunctionEnd

Function un.DataPage ; the data of one user alone, and never silently
  ${If} $AllUsers == 1
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "$(DataTitle)" "$(DataStays)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 10u 100% 36u "$(DataWhat)"
  Pop $0
  ${NSD_CreateCheckBox} 0 56u 100% 12u "$(DataErase)"
  Pop $Erase
  nsDialogs::Show
FunctionEnd

Function un.DataLeave
  ${NSD_GetState} $Erase $0
  StrCpy $Erase 0
  ${If} $0 == ${BST_CHECKED}
    MessageBox MB_ICONEXCLAMATION|MB_YESNO|MB_DEFBUTTON2 "$(DataSure)" IDYES erase
    Abort
    erase:
    StrCpy $Erase 1
  ${EndIf}
FunctionEnd

Section Uninstall
  Call un.RefuseRunning
  RMDir /r "$INSTDIR\program"
  RMDir /r "$INSTDIR\previous"
  RMDir /r "$INSTDIR\new"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\Liasse.exe"
  Delete "$INSTDIR\liasse-admin.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\${MARK}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; nothing of anybody else's
  Delete "$SMPROGRAMS\Liasse.lnk"
  Delete "$DESKTOP\Liasse.lnk"
  DeleteRegKey SHCTX "${KEY}"
  DeleteRegKey SHCTX "${APP_PATH}"
  ${If} $Erase == 1
    RMDir /r "$LOCALAPPDATA\liasse"
  ${EndIf}
SectionEnd
