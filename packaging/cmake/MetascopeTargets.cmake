# SPDX-License-Identifier: GPL-3.0-or-later
# The flags every target carries, and the one way in which a layer becomes a library.

add_library(metascope_flags INTERFACE)
target_compile_options(metascope_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
    -Wconversion -Wsign-conversion
    # GCC 12 sees an uninitialised value in the empty half of tl::expected.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
    $<$<BOOL:${METASCOPE_WERROR}>:-Werror>)
target_compile_definitions(metascope_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS QT_STRICT_ITERATORS
    QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(METASCOPE_SANITIZE)
    target_compile_options(metascope_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer
                           -fno-sanitize-recover=undefined)
    target_link_options(metascope_flags INTERFACE -fsanitize=address,undefined)
endif()

# metascope_library(NAME FOLDER dir [EXCLUDE regex] LINKS lib...): one layer, one static library, only its allowed links.
function(metascope_library name)
    cmake_parse_arguments(arg "" "FOLDER;EXCLUDE" "LINKS" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS
         "${CMAKE_CURRENT_SOURCE_DIR}/${arg_FOLDER}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/${arg_FOLDER}/*.h")
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    if(arg_EXCLUDE)
        list(FILTER sources EXCLUDE REGEX "${arg_EXCLUDE}")
    endif()
    if(NOT sources)
        add_library(${name} INTERFACE)
        target_include_directories(${name} INTERFACE "${PROJECT_SOURCE_DIR}")
        target_link_libraries(${name} INTERFACE metascope_flags ${arg_LINKS})
        return()
    endif()
    qt_add_library(${name} STATIC ${sources})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PUBLIC metascope_flags ${arg_LINKS})
    if(METASCOPE_PCH)
        target_precompile_headers(${name} PRIVATE
            <QtCore/QObject> <QtCore/QString> <QtCore/QByteArray> <QtCore/QList> <QtCore/QHash> <QtCore/QFuture>
            <algorithm> <chrono> <functional> <memory> <optional> <utility> <variant> <vector>)
    endif()
endfunction()
