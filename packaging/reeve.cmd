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

rem A command about links is short: compiled quickly, without the window's modules, from an archive of
rem what Java learned before. The build made one for checks; another Java cannot use that, and makes
rem one at the first run, and again when the program or Java is another.
if not "%~1"=="links" goto console
if not "%~2"=="check" goto links
if not exist "%APP%\links.aot" goto links
fc /b "%JAVA_DIR%\release" "%APP%\links.release" >nul 2>&1
if errorlevel 1 goto links
"%JAVA_DIR%\bin\java.exe" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmn100m -Xlog:disable -XX:-PrintWarnings ^
  "-XX:AOTCache=%APP%\links.aot" -classpath "%APP%\*;%APP%\lib\*" dev.reeve.Reeve %*
exit /b %ERRORLEVEL%

:links
"%JAVA_DIR%\bin\java.exe" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmn100m -Xlog:disable -XX:-PrintWarnings ^
  --enable-native-access=ALL-UNNAMED -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%APP%\links.jsa" ^
  -classpath "%APP%\*;%APP%\lib\*" dev.reeve.Reeve %*
exit /b %ERRORLEVEL%

:console
"%JAVA_DIR%\bin\java.exe" ^
  "--module-path=%APP%\fx" --add-modules=javafx.controls,javafx.fxml,javafx.swing ^
  --enable-native-access=javafx.graphics,ALL-UNNAMED ^
  -Djdk.nio.file.WatchService.maxEventsPerPoll=65536 ^
  -XX:+UseSerialGC -Xshare:auto ^
  -classpath "%APP%\*;%APP%\lib\*" dev.reeve.Reeve %*
exit /b %ERRORLEVEL%

:try
rem The release file of a JDK says its version without starting it.
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do for /f "tokens=1 delims=." %%M in ("%%~V") do if %%M GEQ 25 set "JAVA_DIR=%~1"
exit /b 0
