@echo off
rem Starts Reeve from a built checkout (mvnw.cmd -q -DskipTests package), from any current folder.
setlocal EnableExtensions DisableDelayedExpansion

for %%I in ("%~dp0..") do set "HOME_DIR=%%~fI"
set "APP=%HOME_DIR%\target\app"

if not exist "%APP%\lib" (
  echo Reeve did not start: "%APP%" is not built. Run mvnw.cmd -q -DskipTests package in "%HOME_DIR%" first. 1>&2
  exit /b 2
)

set "JAVA_DIR="
if defined REEVE_JAVA_HOME call :try "%REEVE_JAVA_HOME%"
if not defined JAVA_DIR if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined JAVA_DIR for /f "delims=" %%J in ('where java 2^>nul') do if not defined JAVA_DIR for %%K in ("%%~dpJ..") do call :try "%%~fK"
if not defined JAVA_DIR for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do if not defined JAVA_DIR call :try "%%~fJ"
if not defined JAVA_DIR (
  echo Reeve did not start: it needs JDK 25 or newer, and none was found. Install one, or set REEVE_JAVA_HOME to it. 1>&2
  exit /b 2
)

rem Java starts from an archive of what it learned before: docs\decisions\014-start.md. The build made
rem them for the check of links and for the rest; another Java cannot use these, and makes its own when
rem the console or a command about links ends, where it may: one that it cannot write costs the exit code.
set "CP=%APP%\*;%APP%\lib\*"
if "%~1"=="links" goto links

set "ARCHIVE="
call :of_this_java console
if not errorlevel 1 (
  set ARCHIVE="-XX:AOTCache=%APP%\console.aot"
  goto console
)
if exist "%APP%\console.jsa" set ARCHIVE=-XX:-PrintWarnings "-XX:SharedArchiveFile=%APP%\console.jsa"
if not "%~1"=="" if not "%~1"=="console" goto console
call :writable
if not errorlevel 1 set ARCHIVE=-XX:-PrintWarnings -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%APP%\console.jsa"

:console
"%JAVA_DIR%\bin\java.exe" ^
  "--module-path=%APP%\fx" --add-modules=javafx.controls,javafx.fxml,javafx.swing ^
  --enable-native-access=javafx.graphics,ALL-UNNAMED ^
  -Djdk.nio.file.WatchService.maxEventsPerPoll=65536 ^
  -XX:+UseSerialGC "-Xlog:aot*=off,cds*=off" %ARCHIVE% ^
  -classpath "%CP%" dev.reeve.Reeve %*
exit /b %ERRORLEVEL%

rem A command about links is short: compiled quickly, and without the window's modules.
:links
if not "%~2"=="check" goto jsa
call :of_this_java links
if errorlevel 1 goto jsa
set ARCHIVE="-XX:AOTCache=%APP%\links.aot"
goto short

:jsa
set ARCHIVE=--enable-native-access=ALL-UNNAMED
call :writable
if not errorlevel 1 (
  set ARCHIVE=--enable-native-access=ALL-UNNAMED -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%APP%\links.jsa"
  goto short
)
if exist "%APP%\links.jsa" set ARCHIVE=--enable-native-access=ALL-UNNAMED "-XX:SharedArchiveFile=%APP%\links.jsa"

:short
"%JAVA_DIR%\bin\java.exe" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmn100m -Xlog:disable -XX:-PrintWarnings ^
  %ARCHIVE% -classpath "%CP%" dev.reeve.Reeve %*
exit /b %ERRORLEVEL%

:of_this_java
if not exist "%APP%\%~1.aot" exit /b 1
fc /b "%JAVA_DIR%\release" "%APP%\%~1.release" >nul 2>&1
exit /b %ERRORLEVEL%

:writable
set "PROBE=%APP%\probe-%RANDOM%%RANDOM%"
copy /y nul "%PROBE%" >nul 2>&1 || exit /b 1
del "%PROBE%" >nul 2>&1
exit /b 0

:try
rem The release file of a JDK says its version without starting it.
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do for /f "tokens=1 delims=." %%M in ("%%~V") do if %%M GEQ 25 set "JAVA_DIR=%~1"
exit /b 0
