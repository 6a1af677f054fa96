// Types that the build gives: client of Vite, single-file components.
/// <reference types="vite/client" />
