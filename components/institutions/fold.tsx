import type { ReactNode } from "react";
import { FoldedFields } from "@/components/ui/form-parts";
import { Icon } from "@/components/ui/icon";

type Props = { summary: string; children: ReactNode; open?: boolean };

/** What most readers do not need, behind one line; a native disclosure. */
export function Fold({ summary, children, open = false }: Props) {
  return (
    <details className="fold" open={open}>
      <summary>
        <FoldLine text={summary} />
      </summary>
      {children}
    </details>
  );
}

/** The same within a form: opens by itself while the form has errors. */
export function FieldsFold({ summary, children, open = false }: Props) {
  return (
    <FoldedFields open={open} summary={<FoldLine text={summary} />}>
      {children}
    </FoldedFields>
  );
}

/** The one line of a disclosure, with its mark. */
export function FoldLine({ text }: { text: string }) {
  return (
    <>
      <Icon name="right" size={16} />
      {text}
    </>
  );
}
