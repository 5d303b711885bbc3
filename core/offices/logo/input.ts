import { z } from "zod";

/** The button that takes the logo away says all there is to say. */
export const removeLogoInput = z.strictObject({});
