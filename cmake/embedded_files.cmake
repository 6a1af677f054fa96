# Files that travel inside the binary: categories, error words and models always, the built front ends once web/dist exists.
file(GLOB_RECURSE EMBEDDED CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/dist/*)
file(GLOB EMBEDDED_WORDS CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/locales/*.json ${CMAKE_SOURCE_DIR}/server/rooms/cases/*.csv
  ${CMAKE_SOURCE_DIR}/server/rooms/demo/data/*.csv ${CMAKE_SOURCE_DIR}/server/rooms/demo/data/*.geojson
  ${CMAKE_SOURCE_DIR}/models/*.model)
list(APPEND EMBEDDED ${EMBEDDED_WORDS})
set(EMBEDDED_FOLDER ${CMAKE_BINARY_DIR}/generated/embedded)
set(EMBED_TOOL ${CMAKE_SOURCE_DIR}/scripts/embed_files.py)
add_custom_command(
  OUTPUT ${EMBEDDED_FOLDER}/embedded_files.cpp BYPRODUCTS ${EMBEDDED_FOLDER}/embedded.bin
  DEPENDS ${EMBEDDED} ${EMBED_TOOL} COMMENT "Embedding files"
  COMMAND ${Python3_EXECUTABLE} ${EMBED_TOOL} ${EMBEDDED_FOLDER} ${CMAKE_SOURCE_DIR} ${EMBEDDED})
set_source_files_properties(${EMBEDDED_FOLDER}/embedded_files.cpp PROPERTIES OBJECT_DEPENDS ${EMBEDDED_FOLDER}/embedded.bin)
target_sources(mashang_server PRIVATE ${EMBEDDED_FOLDER}/embedded_files.cpp)
