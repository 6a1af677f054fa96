// The one client of this front end; residents have no session.
import { createApi } from "@shared/api/client";
import { currentLanguage } from "@shared/i18n";

export const api = createApi({ language: currentLanguage });
