export function failuresOfVitest(reportPath: string): readonly string[];
export function failuresOfPlaywright(reportPath: string): readonly string[];
